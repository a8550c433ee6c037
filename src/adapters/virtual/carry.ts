import type { Clock } from '../../core/clock.js';
import type { Delivery } from '../../core/messenger.js';
import type { Outcome } from '../../core/outcome.js';
import { serverDate, type VirtualMessage } from './chat.js';
import { floodWaitMs, outcomeOfError, type RpcError } from './error-outcome.js';
import type { Fault } from './faults.js';
import type { Line } from './line.js';
import type { Reception, VirtualWorld } from './world.js';

/** What a delivery meets on its way. */
export interface Surroundings {
  readonly clock: Clock;
  readonly world: VirtualWorld;
  readonly line: Line;
  /** Who sends: it is told nothing of its own messages but the answer. */
  readonly client: object;
  /** Breaks the client's line. */
  cut(): void;
}

/** What a client is told, and what it learns by it of the sequences. */
export interface Answer {
  readonly outcome: Outcome;
  readonly reception?: Reception;
}

/**
 * Brings a message to the world and the answer back, through whatever goes wrong. Never settles when
 * no answer comes; what is on its way arrives even when the client has given up or died.
 */
export async function carry(
  delivery: Delivery,
  fault: Fault | undefined,
  { clock, world, line, client, cut }: Surroundings,
): Promise<Answer> {
  await line.travel();
  const answer = (outcome: Outcome) => line.travel().then(() => ({ outcome }));
  switch (fault?.kind) {
    case 'silence':
      return noAnswer();
    case 'cut':
      cut();
      return noAnswer();
    case 'error':
      return answer(outcomeOfError(answered(world, clock, fault)));
    case 'late-effect':
      await clock.sleepUntil(clock.now() + fault.afterMs);
      world.receive(delivery, client);
      return noAnswer();
    case 'bar':
      world.admission.bar(delivery.peer);
  }
  const reception = world.receive(delivery, client);
  switch (fault?.kind) {
    case 'answer-lost':
      return noAnswer();
    case 'cut-after-effect':
      cut();
      return noAnswer();
    case 'error-after-effect':
      return answer(outcomeOfError(fault));
  }
  // A bare RANDOM_ID_DUPLICATE names no message: the client looks for it in the history.
  if (reception.kind === 'duplicate' && world.duplicateForm === 'error') {
    await line.travel();
    await line.travel();
    return answer(outcomeOf(reception));
  }
  await line.travel();
  return { outcome: outcomeOf(reception), reception };
}

/** A flood wait is not only said: the world holds the account to it. */
function answered(world: VirtualWorld, clock: Clock, error: RpcError): RpcError {
  const waitMs = floodWaitMs(error);
  if (waitMs !== undefined) world.admission.flood(clock.now() + waitMs);
  return error;
}

function outcomeOf(reception: Reception): Outcome {
  if (reception.kind === 'error') return outcomeOfError(reception.error);
  return sent(reception.message, reception.kind === 'duplicate');
}

function sent({ id, arrivedAt }: VirtualMessage, duplicate: boolean): Outcome {
  return { status: 'sent', messageIds: [id], sentAt: serverDate(arrivedAt), duplicate };
}

function noAnswer(): Promise<never> {
  return new Promise(() => undefined);
}
