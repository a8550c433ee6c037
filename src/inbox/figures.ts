import type { PeerId } from '../core/peer.js';
import type { CommonState } from '../core/updates.js';

/** Where the sequences of people and basic groups stand, as the database knows it. */
export interface CommonFigures extends CommonState {
  /** Every message up to this id was heard, or came before hearing began; 0: nothing is known of yet. */
  readonly lastMessageId: number;
  /** Histories are being read after "too long": from this message on. */
  readonly backfillAfter?: number;
}

/** Where a channel's or supergroup's sequence stands, as the database knows it. */
export interface ChannelFigures {
  readonly pts: number;
  /** Every message up to this id was heard, or came before hearing began; 0: nothing is known of yet. */
  readonly lastMessageId: number;
  /** The history is being read after "too long": up to this message. */
  readonly backfillTo?: number;
  /** Something was missed, and its difference has not been taken in yet. */
  readonly behind: boolean;
}

/** How far the account has heard; what is not there has never been heard of. */
export interface Figures {
  readonly common: CommonFigures | undefined;
  readonly channels: ReadonlyMap<PeerId, ChannelFigures>;
}

/** What a transaction changes of it. */
export interface FigureChanges {
  readonly common?: CommonFigures;
  readonly channels?: ReadonlyMap<PeerId, ChannelFigures | 'forgotten'>;
}

/** The figures after a change. */
export function changed(figures: Figures, { common, channels }: FigureChanges): Figures {
  if (!channels?.size) return { channels: figures.channels, common: common ?? figures.common };
  const all = new Map(figures.channels);
  for (const [channel, change] of channels) {
    if (change === 'forgotten') all.delete(channel);
    else all.set(channel, change);
  }
  return { common: common ?? figures.common, channels: all };
}

/** The history has been read. */
export function withoutBackfill(figures: CommonFigures): CommonFigures {
  const { backfillAfter: _, ...rest } = figures;
  return rest;
}
