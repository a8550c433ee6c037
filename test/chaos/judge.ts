import { messageKey, type OfferedMessage } from './offered.js';
import type { HandledRow } from './probe.js';

/** What was handled, held against what was offered. */
export interface HearingVerdict {
  /** Messages, edits and deletions. */
  readonly offered: number;
  readonly handledOnce: number;
  /** Deleted before anybody could hear them: Telegram itself does not tell of them any more. */
  readonly withdrawn: number;
  readonly missed: readonly string[];
  readonly doubled: readonly string[];
  readonly outOfOrder: readonly string[];
  /** Handled, and never offered; or with words that were never said. */
  readonly invented: readonly string[];
  readonly albums: number;
  /** Albums whose parts did not come together: no fault where a part was heard of much later. */
  readonly splitAlbums: number;
}

/** Judges hearing from the world's record and the rows that the probe's commits have left. */
export function judgeHearing(
  offered: readonly OfferedMessage[],
  handled: readonly HandledRow[],
): HearingVerdict {
  const tally = new Tally();
  const rows = grouped(handled, (row) => messageKey(row.peer, row.messageId));
  const known = new Set(offered.map(({ peer, id }) => messageKey(peer, id)));
  for (const message of offered) {
    if (message.early) continue;
    const own = rows.get(messageKey(message.peer, message.id)) ?? [];
    judgeMessage(message, own, tally);
  }
  const invented = handled.filter((row) => !known.has(messageKey(row.peer, row.messageId)));
  return {
    ...tally.figures,
    outOfOrder: [...tally.outOfOrder, ...inversions(handled)],
    invented: [...tally.invented, ...invented.map(describeRow)],
    ...judgeAlbums(offered, rows),
  };
}

class Tally {
  readonly outOfOrder: string[] = [];
  readonly invented: string[] = [];
  readonly #missed: string[] = [];
  readonly #doubled: string[] = [];
  #offered = 0;
  #once = 0;
  #withdrawn = 0;

  /** @param withdrawn whether it may have been too late to hear of it */
  count(expected: number, found: number, what: string, withdrawn: boolean): void {
    this.#offered += expected;
    this.#once += Math.min(expected, found);
    if (found > expected) this.#doubled.push(`${what}: ${found} times instead of ${expected}`);
    if (found >= expected) return;
    if (withdrawn) this.#withdrawn += expected - found;
    else this.#missed.push(what);
  }

  get figures() {
    return {
      offered: this.#offered,
      handledOnce: this.#once,
      withdrawn: this.#withdrawn,
      missed: this.#missed,
      doubled: this.#doubled,
    };
  }
}

function judgeMessage(message: OfferedMessage, rows: readonly HandledRow[], tally: Tally): void {
  const name = `${message.peer}/${message.id} "${message.texts[0]}"`;
  const of = (kind: HandledRow['kind']) => rows.filter((row) => row.kind === kind);
  const [messages, edits, deletions] = [of('message'), of('edit'), of('deletion')];
  tally.count(1, messages.length, name, message.deleted);
  tally.count(message.texts.length - 1, edits.length, `edit of ${name}`, message.deleted);
  tally.count(message.deleted ? 1 : 0, deletions.length, `deletion of ${name}`, false);
  for (const { text } of [...messages, ...edits]) {
    if (!message.texts.includes(text)) tally.invented.push(`${name} as "${text}"`);
  }
  const heard = messages[0]?.order;
  const later = [...edits, ...(deletions.some(({ peer }) => peer !== undefined) ? deletions : [])];
  if (heard !== undefined && later.some(({ order }) => order < heard)) {
    tally.outOfOrder.push(`${name} came after its own edit or deletion`);
  }
  const last = edits.at(-1);
  if (last && !message.deleted && last.text !== message.texts.at(-1)) {
    tally.invented.push(`${name} ends as "${last.text}", not as "${message.texts.at(-1)}"`);
  }
}

/** Messages of a chat that were handled after a newer one. */
function inversions(handled: readonly HandledRow[]): readonly string[] {
  const newest = new Map<number, number>();
  return handled.flatMap((row) => {
    if (row.kind !== 'message' || row.peer === undefined) return [];
    const before = newest.get(row.peer) ?? 0;
    newest.set(row.peer, Math.max(before, row.messageId));
    return row.messageId < before ? [`${describeRow(row)} came after ${before}`] : [];
  });
}

function judgeAlbums(
  offered: readonly OfferedMessage[],
  rows: ReadonlyMap<string, readonly HandledRow[]>,
): Pick<HearingVerdict, 'albums' | 'splitAlbums'> {
  const parts = offered.filter(({ albumId, deleted }) => albumId !== undefined && !deleted);
  const albums = [...grouped(parts, ({ albumId }) => albumId ?? '').values()];
  const batchesOf = (album: readonly OfferedMessage[]) =>
    new Set(
      album.flatMap(({ peer, id }) =>
        (rows.get(messageKey(peer, id)) ?? [])
          .filter(({ kind }) => kind === 'message')
          .map(({ batch }) => batch),
      ),
    );
  const splitAlbums = albums.filter((album) => batchesOf(album).size > 1).length;
  return { albums: albums.length, splitAlbums };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const describeRow = ({ kind, peer, messageId, text }: HandledRow) =>
  `${kind} ${peer ?? '(no chat named)'}/${messageId} "${text}"`;
