import type { PeerId } from '../../core/peer.js';
import type { Message } from '../world/message.js';
import type { World } from '../world/world.js';

/** What happened in the world, counted on its side. */
export interface StatsReport {
  readonly chats: readonly ChatStats[];
  /** Sent by accounts that log in. */
  readonly sent: number;
  /** Said by simulated people. */
  readonly said: number;
  /** The same account, chat and random_id stored more than once: the surplus. */
  readonly duplicates: number;
  /** The same account, chat and text stored more than once: the surplus. No fault in itself. */
  readonly repeatedTexts: number;
  /** How often a remembered random_id came again and made no message. */
  readonly randomIdHits: number;
  /** How often anybody was seen typing. */
  readonly typings: number;
  readonly refused: Readonly<Record<string, number>>;
  /** How often each kind of fault struck. */
  readonly faults: Readonly<Record<string, number>>;
}

export interface ChatStats {
  readonly id: PeerId;
  readonly title: string;
  readonly sent: number;
  readonly said: number;
}

export function statsReport(
  world: World,
  counted: Pick<StatsReport, 'refused' | 'faults'>,
): StatsReport {
  const { state } = world;
  const byChat = new Map<PeerId, { sent: number; said: number }>();
  const ids = new Map<string, number>();
  const texts = new Map<string, number>();
  for (const message of state.messages) {
    if (message.action || isCopy(message)) continue;
    const counts = byChat.get(message.peer) ?? { sent: 0, said: 0 };
    byChat.set(message.peer, counts);
    if (state.persons.get(message.authorId)?.login === undefined) {
      counts.said++;
      continue;
    }
    counts.sent++;
    const where = `${message.authorId} ${message.peer}`;
    if (message.randomId !== undefined) count(ids, `${where} ${message.randomId}`);
    count(texts, `${where} ${message.text}`);
  }
  const chats = [...byChat].map(([id, counts]) => {
    const title = state.chats.get(id)?.title ?? state.persons.get(id)?.firstName ?? '';
    return { id, title, ...counts };
  });
  return {
    chats,
    sent: chats.reduce((sum, { sent }) => sum + sent, 0),
    said: chats.reduce((sum, { said }) => sum + said, 0),
    duplicates: surplus(ids),
    repeatedTexts: surplus(texts),
    randomIdHits: state.randomIds.hits,
    typings: world.typings.count,
    ...counted,
  };
}

/** The copy of a post in the discussion group was said by nobody. */
const isCopy = ({ origin, peer }: Message): boolean =>
  origin?.savedFrom !== undefined && origin.savedFrom.peer !== peer;

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function surplus(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, times) => sum + times - 1, 0);
}
