import type { Clock } from '../../core/clock.js';
import { PostaciError } from '../../core/errors.js';
import type { IncomingMessage } from '../../core/incoming.js';
import type { Logger } from '../../core/logger.js';
import type { PeerId } from '../../core/peer.js';
import type {
  ChannelDifference,
  CommonState,
  Dialog,
  Difference,
  Push,
  Update,
  UpdateSource,
  Wait,
} from '../../core/updates.js';
import { isAbort } from '../../lib/abort.js';
import {
  asIncoming,
  asUpdate,
  channelDifferenceSince,
  dialogLines,
  differenceSince,
  isMember,
  messagesAfter,
  sequenceOf,
  stateAt,
} from './difference.js';
import { floodWaitMs, Refused, type RpcError } from './error-outcome.js';
import type { FaultPlan, PushFault, QuestionFault } from './faults.js';
import { type Change, COMMON_BOX, type Reception, type VirtualWorld } from './world.js';

/** From the world to the client, in milliseconds. */
const PUSH_TRAVEL_MS = 20;
const DIALOGS_PAGE = 100;

/** What the source stands on. */
export interface VirtualUpdatesDependencies {
  readonly clock: Clock;
  readonly world: VirtualWorld;
  readonly logger: Logger;
  /** Brings a question to the world and the answer back. */
  readonly ask: <T>(question: () => T | Promise<T>, signal: AbortSignal) => Promise<T>;
  readonly pushFaults: FaultPlan<PushFault>;
  readonly questionFaults: FaultPlan<QuestionFault>;
}

/** Tells one client of the virtual world what happens there. */
export class VirtualUpdates implements UpdateSource {
  readonly #with: VirtualUpdatesDependencies;
  readonly #handlers = new Set<(push: Push) => void>();
  /** While the line is up. */
  #line: AbortController | undefined;
  #unhear: () => void = () => undefined;
  /** What comes after the next push. */
  #held: Push[] = [];
  #underway: { readonly push: Push; readonly at: number }[] = [];

  constructor(dependencies: VirtualUpdatesDependencies) {
    this.#with = dependencies;
  }

  /** The line is up: from here on the world pushes. */
  open(): void {
    this.close();
    this.#line = new AbortController();
    this.#unhear = this.#with.world.onChange((change) => this.#hear(change));
  }

  /** The line is down: what is on its way is lost. */
  close(): void {
    this.#line?.abort();
    this.#line = undefined;
    this.#held = [];
    this.#underway = [];
    this.#unhear();
  }

  /** Hears the answer to an own send, which moved a sequence too. */
  answered(randomId: bigint | undefined, reception: Reception): void {
    if (reception.kind === 'error') return;
    const { message } = reception;
    const sequenced =
      reception.kind === 'duplicate'
        ? [this.#standing(message.chat, asIncoming(message))]
        : reception.entry
          ? [asUpdate(this.#with.world, this.#with.world.boxOf(message.chat), reception.entry)]
          : [];
    const named: Update[] =
      randomId === undefined ? [] : [{ kind: 'message-id', randomId, messageId: message.id }];
    this.#tell(this.#pushOf([...named, ...sequenced]));
  }

  onPush(handler: (push: Push) => void): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  state(signal: AbortSignal): Promise<CommonState | Wait> {
    const { world, clock } = this.#with;
    return this.#ask(() => stateAt(world, clock.now()), signal);
  }

  difference(since: CommonState, signal: AbortSignal): Promise<Difference | Wait> {
    const { world, clock } = this.#with;
    return this.#ask(() => differenceSince(world, since, clock.now()), signal);
  }

  channelDifference(
    channel: PeerId,
    pts: number,
    signal: AbortSignal,
  ): Promise<ChannelDifference | Wait> {
    return this.#ask(() => channelDifferenceSince(this.#with.world, channel, pts), signal);
  }

  async *dialogs(signal: AbortSignal): AsyncGenerator<readonly Dialog[]> {
    for (let from = 0; ; from += DIALOGS_PAGE) {
      const page = await this.#ask(
        () => dialogLines(this.#with.world).slice(from, from + DIALOGS_PAGE),
        signal,
      );
      if ('kind' in page) throw refusal({ code: 420, text: page.code });
      yield page;
      if (page.length < DIALOGS_PAGE) return;
    }
  }

  messagesAfter(
    peer: PeerId,
    afterId: number,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly IncomingMessage[] | Wait> {
    return this.#ask(() => messagesAfter(this.#with.world, peer, afterId, limit), signal);
  }

  #hear({ box, entry, by }: Change): void {
    if (by === this || !this.#line) return;
    if (box !== COMMON_BOX && !isMember(this.#with.world, box)) return;
    const push = this.#pushOf([asUpdate(this.#with.world, box, entry)]);
    switch (this.#with.pushFaults.next()) {
      case 'lost':
        return;
      case 'late':
        this.#held.push(push);
        return;
      case 'too-long':
        this.#send(
          box === COMMON_BOX
            ? { kind: 'too-long', reason: 'updatesTooLong' }
            : this.#pushOf([{ kind: 'channel-too-long', channel: box }]),
        );
        break;
      case 'twice':
        this.#send(push);
        this.#send(push);
        break;
      default:
        this.#send(push);
    }
    for (const late of this.#held.splice(0)) this.#send(late);
  }

  #send(push: Push): void {
    this.#underway.push({ push, at: this.#with.clock.now() + PUSH_TRAVEL_MS });
    if (this.#underway.length === 1 && this.#line) void this.#deliver(this.#line.signal);
  }

  /** Brings what is on its way, in its order, until there is nothing more or the line is down. */
  async #deliver(line: AbortSignal): Promise<void> {
    try {
      for (let next = this.#underway[0]; next; next = this.#underway[0]) {
        await this.#with.clock.sleepUntil(next.at, line);
        if (line.aborted) return;
        this.#tell(next.push);
        if (line.aborted) return;
        this.#underway.shift();
      }
    } catch (error) {
      if (!isAbort(error, line)) throw error;
    }
  }

  #tell(push: Push): void {
    for (const handler of [...this.#handlers]) {
      try {
        handler(push);
      } catch (error) {
        this.#with.logger.error('a handler of updates failed', { error });
      }
    }
  }

  #pushOf(updates: readonly Update[]): Push {
    const { date } = stateAt(this.#with.world, this.#with.clock.now());
    return { kind: 'updates', seqStart: 0, seq: 0, date, updates };
  }

  /** A repeated random id moves nothing: the answer tells where the sequence stands. */
  #standing(chat: PeerId, incoming: IncomingMessage): Update {
    const { world } = this.#with;
    const box = world.boxOf(chat);
    const sequence = sequenceOf(box);
    return { kind: 'sequenced', sequence, pts: world.log(box).pts, count: 0, incoming };
  }

  /** @throws PostaciError `TELEGRAM_UNREACHABLE` where there is no answer, or one that says no */
  async #ask<T>(question: () => T, signal: AbortSignal): Promise<T | Wait> {
    try {
      return await this.#with.ask(async () => {
        const fault = this.#with.questionFaults.next();
        if (fault?.kind === 'silence') return new Promise<never>(() => undefined);
        if (fault) throw new Refused(fault);
        return question();
      }, signal);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const waitMs = floodWaitMs(error.error);
      if (waitMs === undefined) throw refusal(error.error);
      return { kind: 'wait', code: error.error.text, waitMs };
    }
  }
}

function refusal({ text }: RpcError): PostaciError {
  return new PostaciError(
    'TELEGRAM_UNREACHABLE',
    `Telegram does not tell what was missed (${text})`,
    'It is tried again by itself; if this lasts, check the network',
  );
}
