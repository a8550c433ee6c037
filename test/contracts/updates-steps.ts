import type { Incoming, IncomingMessage } from '../../src/core/incoming.js';
import type { PeerId } from '../../src/core/peer.js';
import type {
  ChannelDifference,
  CommonState,
  Dialog,
  Difference,
  Push,
  Sequence,
  Update,
  Wait,
} from '../../src/core/updates.js';
import { never } from './messenger-steps.js';
import type { UpdatesHands } from './updates-hands.js';

export type Sequenced = Extract<Update, { kind: 'sequenced' }>;

let lastRandomId = 70n;

/** A random id that no other test uses: worlds may be shared. */
export function freshRandomId(): bigint {
  lastRandomId++;
  return lastRandomId;
}

/** A connected account that listens, and knows where every sequence stood when it began to. */
export interface Listening extends UpdatesHands {
  readonly state: CommonState;
  readonly dialogs: ReadonlyMap<PeerId, Dialog>;
  /** All that was pushed since. */
  readonly pushes: readonly Push[];
  /** What was pushed of the account's common sequence, or of a channel's, since it listens. */
  moves(channel?: PeerId): readonly Sequenced[];
  /** What was pushed that somebody may listen for. */
  heard(): readonly Incoming[];
  /** Waits until so many events were heard. */
  hears(count: number): Promise<void>;
  /** Where a channel stood when it began to listen. */
  ptsOf(channel: PeerId): number;
}

/** Connects, and listens from where the sequences stand. */
export async function listening(hands: UpdatesHands): Promise<Listening> {
  const { messenger, source, during, until } = hands;
  const pushes: Push[] = [];
  source.onPush((push) => pushes.push(push));
  await during(messenger.connect(never));
  const dialogs = await allDialogs(hands);
  const state = told(await during(source.state(never)));
  const ptsOf = (channel: PeerId) => dialogs.get(channel)?.pts ?? Number.NaN;
  const isNews = ({ sequence, pts }: Sequenced) =>
    sequence.of === 'channel' ? pts > ptsOf(sequence.channel) : pts > state.pts;
  const sequenced = () => pushes.flatMap(updatesIn).filter(isSequenced).filter(isNews);
  const heard = () => sequenced().flatMap(({ incoming }) => incoming ?? []);
  return {
    ...hands,
    state,
    dialogs,
    pushes,
    moves: (channel) => sequenced().filter(({ sequence }) => isOf(sequence, channel)),
    heard,
    hears: (count) => until(() => heard().length >= count, `${count} events heard`),
    ptsOf,
  };
}

/** The account's whole list of chats. */
export async function allDialogs({
  source,
  during,
}: UpdatesHands): Promise<ReadonlyMap<PeerId, Dialog>> {
  const read = async () => {
    const dialogs = new Map<PeerId, Dialog>();
    for await (const page of source.dialogs(never)) {
      for (const dialog of page) dialogs.set(dialog.peer, dialog);
    }
    return dialogs;
  };
  return during(read());
}

export function updatesIn(push: Push): readonly Update[] {
  return push.kind === 'updates' ? push.updates : [];
}

export function isSequenced(update: Update): update is Sequenced {
  return update.kind === 'sequenced';
}

/**
 * Follows a sequence as whoever keeps its state must: what moves it has to begin where it stands.
 * @returns where it stands afterwards
 * @throws Error naming the place where they do not meet
 */
export function follow(from: number, moves: readonly Sequenced[]): number {
  return moves.reduce((local, { pts, count }) => {
    if (count > 0 && local + count !== pts) {
      throw new Error(`at ${local} came ${pts}, which moves by ${count}`);
    }
    return count > 0 ? pts : local;
  }, from);
}

/** An answer that is no request for patience. */
export function told<T extends object>(answer: T | Wait): Exclude<T, Wait> {
  if ('kind' in answer && answer.kind === 'wait') throw new Error('was asked to wait');
  return answer as Exclude<T, Wait>;
}

/** All parts of a difference, joined. */
export interface Missed {
  readonly messages: readonly IncomingMessage[];
  readonly updates: readonly Update[];
  readonly parts: number;
}

/** Asks for the common difference until it is told whole, each time from where the last part ended. */
export async function missedSince(
  { source, during }: UpdatesHands,
  since: CommonState,
): Promise<Missed & { readonly state: CommonState }> {
  const parts = await gather<CommonState, Difference>(since, async (state) => {
    const answer = told(await during(source.difference(state, never)));
    return { answer, next: answer.kind === 'part' ? answer.state : state };
  });
  return { ...parts, state: parts.end };
}

/** The same for a channel. */
export async function missedInChannel(
  { source, during }: UpdatesHands,
  channel: PeerId,
  since: number,
): Promise<Missed & { readonly pts: number }> {
  const parts = await gather<number, ChannelDifference>(since, async (pts) => {
    const answer = told(await during(source.channelDifference(channel, pts, never)));
    return { answer, next: answer.kind === 'part' ? answer.pts : pts };
  });
  return { ...parts, pts: parts.end };
}

async function gather<Position, Answer extends Difference | ChannelDifference>(
  from: Position,
  ask: (from: Position) => Promise<{ readonly answer: Answer; readonly next: Position }>,
): Promise<Missed & { readonly end: Position }> {
  const messages: IncomingMessage[] = [];
  const updates: Update[] = [];
  let end = from;
  for (let parts = 1; parts <= 50; parts++) {
    const { answer, next } = await ask(end);
    if (answer.kind !== 'part') throw new Error(`was told "${answer.kind}"`);
    messages.push(...answer.messages);
    updates.push(...answer.updates);
    end = next;
    if (answer.final) return { messages, updates, parts, end };
  }
  throw new Error('a difference of 50 parts has no end');
}

function isOf(sequence: Sequence, channel: PeerId | undefined): boolean {
  if (channel === undefined) return sequence.of === 'pts';
  return sequence.of === 'channel' && sequence.channel === channel;
}
