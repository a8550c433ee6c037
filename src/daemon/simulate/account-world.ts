import type { VirtualChat, VirtualTopic } from '../../adapters/virtual/chat.js';
import { VirtualWorld } from '../../adapters/virtual/world.js';
import type { Clock } from '../../core/clock.js';
import type { Config } from '../../core/config.js';
import type { PeerId, PeerKind } from '../../core/peer.js';
import type { Recording } from '../../core/recording.js';
import type { MessageTarget } from '../../core/settings.js';

/** Marked `-100…`: an id that no group of Telegram has, for those of which none is known yet. */
const FIRST_INVENTED = -1_999_000_000_000;
const LARGEST_CHANNEL = -1_000_000_000_000;
/** The account, where nothing was recorded of it. */
const UNKNOWN_SELF: PeerId = 1;

/** Where the account speaks in a simulation. */
export interface AccountWorld {
  readonly world: VirtualWorld;
  /** How the operator names each place, by its peer id. */
  readonly names: ReadonlyMap<PeerId, string>;
  /** Each configured group as it was written, and what it is here. */
  readonly peers: ReadonlyMap<string, PeerId>;
  /** Groups that were never found so far: taken as open to the account. */
  readonly unknown: readonly string[];
}

/**
 * Makes a virtual Telegram of the configured groups and of the people who are known, as far as the recording tells;
 * nobody in it has a name.
 */
export function accountWorld(
  clock: Clock,
  { message }: Pick<Config, 'message'>,
  recording: Recording | undefined,
): AccountWorld {
  const state = recording?.state;
  const before = new Map(state?.targets.map(({ written, peer }) => [written, peer]));
  const peers = new Map<string, PeerId>();
  const recorded = new Map(state?.chats.map((chat) => [chat.peer, chat]));
  const chats = new Map<PeerId, VirtualChat>();
  const names = new Map<PeerId, string>();
  const unknown: string[] = [];
  for (const [index, target] of message.targets.entries()) {
    const found = target.peer.by === 'id' ? target.peer.id : before.get(target.written);
    const id = found ?? sameName(chats, target) ?? FIRST_INVENTED - index;
    if (found === undefined || !recorded.has(found)) unknown.push(target.written);
    const known = recorded.get(id);
    const twin = chats.get(id);
    const topics = topicsOf(twin?.topics ?? [], target);
    chats.set(id, {
      id,
      kind: kindOf(id),
      title: known?.title ?? target.written,
      slowModeSeconds: known?.slowModeSeconds ?? 0,
      ...twin,
      ...nameOf(target),
      ...(topics.length > 0 && { topics }),
    });
    peers.set(target.written, id);
    if (!names.has(id)) names.set(id, target.written);
  }
  const self = { id: state?.self ?? UNKNOWN_SELF, firstName: 'The account' };
  const wrote = recording?.heard.map(({ peer }) => peer) ?? [];
  const people = [...(state?.people ?? []).map(({ id }) => id), ...wrote];
  for (const id of people) {
    if (id > 0 && id !== self.id) chats.set(id, { id, kind: 'user', title: 'Somebody' });
  }
  const world = new VirtualWorld(clock, { self, chats: [...chats.values()] });
  return { world, names, peers, unknown };
}

/** The same group under the same name, with another topic. */
function sameName(
  chats: ReadonlyMap<PeerId, VirtualChat>,
  { peer }: MessageTarget,
): PeerId | undefined {
  const alike = [...chats.values()].find((chat) =>
    peer.by === 'username'
      ? chat.username?.toLowerCase() === peer.username.toLowerCase()
      : peer.by === 'invite' && chat.inviteHash === peer.hash,
  );
  return alike?.id;
}

function nameOf({ peer }: MessageTarget): Partial<VirtualChat> {
  if (peer.by === 'username') return { username: peer.username };
  return peer.by === 'invite' ? { inviteHash: peer.hash } : {};
}

function topicsOf(known: readonly VirtualTopic[], { topicId }: MessageTarget) {
  if (topicId === undefined || known.some(({ id }) => id === topicId)) return known;
  return [...known, { id: topicId, title: String(topicId), closed: false }];
}

function kindOf(id: PeerId): PeerKind {
  return id < LARGEST_CHANNEL ? 'supergroup' : id < 0 ? 'group' : 'user';
}
