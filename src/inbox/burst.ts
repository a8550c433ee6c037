import type { PeerId } from '../core/peer.js';
import type { Sequence } from '../core/updates.js';
import type { ChannelFigures, CommonFigures, Figures } from './figures.js';
import type { Held, SequenceId, Waiting } from './held.js';
import { type HeardEvent, heardUpdate } from './inbox-rows.js';
import type { Batch } from './intake.js';
import type { Lines } from './lines.js';
import { follow } from './sequences.js';

/** How many updates one transaction takes. */
export const MOST_AT_ONCE = 500;

/** What of the held updates can be committed now. */
export interface Burst extends Batch {
  /** How many of the held updates it has. */
  readonly size: number;
  /** There is more that could go at once. */
  readonly more: boolean;
  /** It was not committed: everything waits again. */
  undo(): void;
}

/**
 * Takes out of `held` what follows on the committed figures, and notes gaps. What is being caught up with
 * waits: the difference may tell it first.
 */
export function gather(held: Held, figures: Figures, lines: Lines, now: number): Burst {
  return new Gathering(held, figures, lines, now).all();
}

class Gathering {
  readonly #held: Held;
  readonly #figures: Figures;
  readonly #lines: Lines;
  readonly #now: number;
  readonly #events: HeardEvent[] = [];
  readonly #channels = new Map<PeerId, ChannelFigures>();
  readonly #taken: (readonly [SequenceId, readonly Waiting[]])[] = [];
  #room = MOST_AT_ONCE;
  #common: CommonFigures | undefined;

  constructor(held: Held, figures: Figures, lines: Lines, now: number) {
    this.#held = held;
    this.#figures = figures;
    this.#lines = lines;
    this.#now = now;
  }

  all(): Burst {
    this.#gatherCommon();
    for (const id of this.#held.sequences) if (typeof id === 'number') this.#gatherChannel(id);
    this.#rememberBehind();
    const common = this.#common;
    return {
      events: this.#events,
      changes: { channels: this.#channels, ...(common && { common }) },
      size: MOST_AT_ONCE - this.#room,
      more: this.#room <= 0,
      undo: () => {
        for (const [id, waiting] of this.#taken) this.#held.putBack(id, waiting);
      },
    };
  }

  #gatherCommon(): void {
    const { common } = this.#figures;
    if (!common || common.backfillAfter !== undefined || this.#lines.isUnderWay('common')) return;
    const fruitless = this.#lines.isFruitless('common');
    const covered = ({ arrival }: Waiting) => this.#lines.isCovered('common', arrival);
    const leaps = (step: Waiting) => fruitless && covered(step);
    const pts = this.#follow('pts', common.pts, leaps);
    const qts = this.#follow('qts', common.qts, leaps);
    // Numbers of pushes order nothing that has a sequence of its own: after a difference they only tell where they are.
    const seq = this.#follow('seq', common.seq, covered);
    const gap = pts.gap ?? qts.gap ?? seq.gap;
    if (gap) this.#lines.noteGap('common', gap.arrival, this.#now);
    else this.#lines.noteLevel('common');
    if (pts.applied.length + qts.applied.length + seq.applied.length === 0) return;
    this.#hear({ of: 'pts' }, pts.applied);
    this.#hear({ of: 'qts' }, qts.applied);
    this.#common = {
      ...common,
      pts: pts.local,
      qts: qts.local,
      seq: seq.local,
      date: newest(
        common.date,
        seq.applied.map(({ date = 0 }) => date),
      ),
      lastMessageId: newest(common.lastMessageId, messageIds(pts.applied)),
    };
  }

  #gatherChannel(channel: PeerId): void {
    const known = this.#figures.channels.get(channel);
    if (known?.backfillTo !== undefined || this.#lines.isUnderWay(channel)) return;
    const figures = known ?? beginning(this.#held, channel);
    const leaps = ({ arrival }: Waiting) =>
      this.#lines.isFruitless(channel) && this.#lines.isCovered(channel, arrival);
    const { applied, local, gap } = this.#follow(channel, figures.pts, leaps);
    if (gap) this.#lines.noteGap(channel, gap.arrival, this.#now);
    else this.#lines.noteLevel(channel);
    if (applied.length === 0) return;
    this.#hear({ of: 'channel', channel }, applied);
    this.#channels.set(channel, {
      ...figures,
      pts: local,
      lastMessageId: newest(figures.lastMessageId, messageIds(applied)),
    });
  }

  #follow(id: SequenceId, local: number, leaps: (step: Waiting) => boolean) {
    const { applied, rest, gap, ...followed } = follow(
      local,
      this.#held.take(id),
      Math.max(0, this.#room),
      leaps,
    );
    this.#held.putBack(id, rest);
    if (applied.length > 0) this.#taken.push([id, applied]);
    this.#room -= applied.length;
    return { ...followed, applied, gap: gap ? rest[0] : undefined };
  }

  #hear(sequence: Sequence, applied: readonly Waiting[]): void {
    for (const { pts, incoming } of applied) {
      if (incoming) this.#events.push(heardUpdate(sequence, pts, incoming));
    }
  }

  /** That a channel's difference is due must survive: nobody may ever tell of it again. */
  #rememberBehind(): void {
    for (const id of this.#lines.wanted) {
      if (typeof id !== 'number') continue;
      const figures = this.#channels.get(id) ?? this.#figures.channels.get(id);
      if (figures && !figures.behind) this.#channels.set(id, { ...figures, behind: true });
    }
  }
}

/** A channel that was never heard of: hearing begins before the first that is told of it. */
function beginning(held: Held, channel: PeerId): ChannelFigures {
  return { pts: held.startOf(channel) ?? 0, lastMessageId: 0, behind: false };
}

function messageIds(waiting: readonly Waiting[]): number[] {
  return waiting.flatMap(({ incoming }) =>
    incoming?.kind === 'message' ? [incoming.messageId] : [],
  );
}

function newest(known: number, more: readonly number[]): number {
  return more.reduce((a, b) => Math.max(a, b), known);
}
