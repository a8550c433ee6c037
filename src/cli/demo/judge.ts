/** A message that really arrived, as the sandbox's world holds it. */
export interface Arrived {
  readonly chat: number;
  readonly text: string;
  readonly randomId: string | null;
}

/** A message that the daemon says it has sent. */
export interface Claimed {
  readonly chat: number;
  readonly text: string;
}

/** What became of the messages. */
export interface MessageSummary {
  /** Messages of the account that the world holds, to groups and to people. */
  readonly sent: number;
  /** Groups that hold at least one. */
  readonly groups: number;
  /** Messages in the world beyond one for each that was meant. */
  readonly duplicates: number;
  /** Messages that the daemon says it sent and the world does not hold. */
  readonly lost: number;
  /** How many messages each rule made wait: the daemon's word, nobody else can know. */
  readonly waited: Readonly<Record<string, number>>;
}

/** Holds what the daemon says against what the world holds. */
export function judge(
  arrived: readonly Arrived[],
  claimed: readonly Claimed[],
  waited: ReadonlyMap<string, ReadonlySet<number>>,
): MessageSummary {
  const meant = new Map<string, number>();
  for (const { chat, text } of claimed) count(meant, `${chat}\n${text}`, 1);
  const held = new Map<string, number>();
  for (const { chat, text } of arrived) count(held, `${chat}\n${text}`, 1);

  let lost = 0;
  let duplicates = 0;
  for (const key of new Set([...meant.keys(), ...held.keys()])) {
    const difference = (held.get(key) ?? 0) - (meant.get(key) ?? 0);
    lost += Math.max(0, -difference);
    duplicates += Math.max(0, difference);
  }
  return {
    sent: arrived.length,
    groups: new Set(arrived.map(({ chat }) => chat).filter((chat) => chat < 0)).size,
    duplicates: Math.max(duplicates, repeatedIds(arrived)),
    lost,
    waited: Object.fromEntries([...waited].map(([rule, intents]) => [rule, intents.size])),
  };
}

function repeatedIds(arrived: readonly Arrived[]): number {
  const ids = arrived.flatMap(({ chat, randomId }) => (randomId ? [`${chat} ${randomId}`] : []));
  return ids.length - new Set(ids).size;
}

function count(into: Map<string, number>, key: string, by: number): void {
  into.set(key, (into.get(key) ?? 0) + by);
}
