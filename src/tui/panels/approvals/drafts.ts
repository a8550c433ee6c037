import type { DraftReport } from '../../../control/contract/comments.js';
import { manyLines } from '../parts/visible-text.js';

/** Telegram takes no longer text in one message. */
export const LONGEST_TEXT = 4_096;

/** A draft, with what the operator has made of it here. */
export interface Waiting {
  readonly draft: DraftReport;
  /** The operator's text; null: as it was written. */
  readonly edited: string | null;
  /** It does not wait any more: approved or rejected elsewhere, or its time is over. */
  readonly gone: boolean;
}

/**
 * The queue as it is now; a text that was edited is kept, also when its draft is gone.
 * @param held the draft that something is being written to just now: it is kept, too
 */
export function mergeDrafts(
  fresh: readonly DraftReport[],
  before: readonly Waiting[],
  held: number | null,
): readonly Waiting[] {
  const edits = new Map(before.map(({ draft, edited }) => [draft.id, edited]));
  const there = new Set(fresh.map(({ id }) => id));
  const lost = before.filter(
    ({ draft, edited }) => (edited !== null || draft.id === held) && !there.has(draft.id),
  );
  return [
    ...lost.map((waiting) => ({ ...waiting, gone: true })),
    ...fresh.map((draft) => ({ draft, edited: edits.get(draft.id) ?? null, gone: false })),
  ].toSorted((a, b) => a.draft.writtenAt - b.draft.writtenAt || a.draft.id - b.draft.id);
}

/** The text that the operator begins to edit: what is not seen can't be edited. */
export function editable({ draft, edited }: Waiting): string {
  return edited ?? manyLines(draft.text);
}

/** The queue with a text of the operator's; the text as it was written is no edit. */
export function withEdit(
  waiting: readonly Waiting[],
  id: number,
  text: string | null,
): readonly Waiting[] {
  return waiting.map((one) =>
    one.draft.id === id
      ? { ...one, edited: text === manyLines(one.draft.text) ? null : text }
      : one,
  );
}

/** Which one is looked at: the chosen one, or the one in its place. */
export function indexOf(waiting: readonly Waiting[], id: number | null, place: number): number {
  const found = waiting.findIndex(({ draft }) => draft.id === id);
  return found === -1 ? Math.max(0, Math.min(place, waiting.length - 1)) : found;
}

/** What is wrong with a text that is to be sent; undefined: nothing. */
export function faultOf(text: string): 'empty' | 'too-long' | undefined {
  const sent = text.trim();
  if (sent === '') return 'empty';
  return sent.length > LONGEST_TEXT ? 'too-long' : undefined;
}
