import type { Clock } from '../../core/clock.js';
import type { Delivery } from '../../core/messenger.js';
import type { Outcome } from '../../core/outcome.js';
import { serverDate, type VirtualMessage } from './chat.js';
import { outcomeOfError, type RpcError } from './error-outcome.js';
import type { Fault } from './faults.js';
import type { Line } from './line.js';
import type { Reception, VirtualWorld } from './world.js';

/** What a delivery meets on its way. */
export interface Surroundings {
  readonly clock: Clock;
  readonly world: VirtualWorld;
  readonly line: Line;
  /** Breaks the client's line. */
  cut(): void;
}

/**
 * Brings a message to the world and the answer back, through whatever goes wrong. Never settles when
 * no answer comes; what is on its way arrives even when the client has given up or died.
 */
export async function carry(
  delivery: Delivery,
  fault: Fault | undefined,
  { clock, world, line, cut }: Surroundings,
): Promise<Outcome> {
  await line.travel();
  const answer = (outcome: Outcome) => line.travel().then(() => outcome);
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
      world.receive(delivery);
      return noAnswer();
    case 'bar':
      world.bar(delivery.peer);
  }
  const reception = world.receive(delivery);
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
  }
  return answer(outcomeOf(reception));
}

/** A flood wait is not only said: the world holds the account to it. */
function answered(world: VirtualWorld, clock: Clock, error: RpcError): RpcError {
  const seconds = /^FLOOD(?:_PREMIUM)?_WAIT_(\d+)$/.exec(error.text)?.[1];
  if (seconds) world.flood(clock.now() + Number(seconds) * 1_000);
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
