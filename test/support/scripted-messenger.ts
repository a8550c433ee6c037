import type {
  ChatAccess,
  ConnectionState,
  HistoryMessage,
  Messenger,
  Resolution,
  Self,
} from '../../src/core/messenger.js';
import type { Outcome } from '../../src/core/outcome.js';
import type { Peer, PeerId, PeerRef } from '../../src/core/peer.js';
import type { Signals } from '../../src/core/signals.js';
import type { UpdateSource } from '../../src/core/updates.js';
import { ScriptedDiscussions } from './scripted-discussions.js';

/** What a group answers unless a test says otherwise. */
export function openGroup(id: PeerId, changes: Partial<ChatAccess> = {}): ChatAccess {
  return {
    peer: { id, kind: 'supergroup', title: `Group ${-id}`, username: `group${-id}` },
    member: true,
    canSendText: true,
    canSendMedia: true,
    slowModeSeconds: 0,
    forum: false,
    topics: [],
    ...changes,
  };
}

/** A Messenger whose every answer a test writes down beforehand; it has no world behind it. */
export class ScriptedMessenger implements Messenger {
  /** Where the account was shown writing, in order. */
  readonly typings: Parameters<Signals['typing']>[0][] = [];
  readonly signals: Signals = {
    typing: async (place, signal) => {
      signal.throwIfAborted();
      this.typings.push(place);
    },
  };
  readonly discussions = new ScriptedDiscussions();
  readonly self: Self = { id: 7, firstName: 'Ada' };
  connection: ConnectionState = 'online';
  readonly ended = undefined;
  readonly access = new Map<PeerId, ChatAccess>();
  readonly people = new Map<string, Peer>();
  readonly messages = new Map<PeerId, HistoryMessage[]>();
  /** Answers to come from `resolve`, before it looks the peer up; an Error is thrown. */
  readonly resolutions: (Resolution | Error)[] = [];
  /** Names of the calls that were made, in order. */
  readonly calls: string[] = [];
  readonly #watchers = new Set<(state: ConnectionState) => void>();
  historyFails: Error | undefined;

  constructor(groups: readonly ChatAccess[] = []) {
    for (const group of groups) this.access.set(group.peer.id, group);
  }

  async forget(person: PeerId): Promise<void> {
    this.calls.push(`forget ${person}`);
  }

  get updates(): UpdateSource {
    throw new Error('a scripted messenger tells no updates');
  }

  async connect(): Promise<void> {}

  async disconnect(): Promise<void> {}

  async deliver(): Promise<Outcome> {
    throw new Error('a service never sends');
  }

  async resolve(ref: PeerRef): Promise<Resolution> {
    this.calls.push(`resolve ${ref.by === 'username' ? ref.username : JSON.stringify(ref)}`);
    const next = this.resolutions.shift();
    if (next instanceof Error) throw next;
    if (next) return next;
    const peer = this.#find(ref);
    if (peer) return { status: 'found', peer };
    return { status: 'not-found', code: 'NOT_FOUND', reason: 'There is nobody of this name' };
  }

  async inspect(peer: PeerId): Promise<ChatAccess> {
    this.calls.push(`inspect ${peer}`);
    const access = this.access.get(peer);
    if (!access) throw new Error('CHANNEL_INVALID');
    return access;
  }

  async history(peer: PeerId, { limit }: { limit: number }): Promise<readonly HistoryMessage[]> {
    this.calls.push(`history ${peer}`);
    if (this.historyFails) throw this.historyFails;
    return (this.messages.get(peer) ?? []).slice(0, limit);
  }

  onConnection(handler: (state: ConnectionState) => void): () => void {
    this.#watchers.add(handler);
    return () => this.#watchers.delete(handler);
  }

  turn(state: ConnectionState): void {
    this.connection = state;
    for (const handler of this.#watchers) handler(state);
  }

  /** How many listen. */
  get listeners(): number {
    return this.#watchers.size;
  }

  #find(ref: PeerRef): Peer | undefined {
    if (ref.by === 'invite') return undefined;
    const peers = [...[...this.access.values()].map(({ peer }) => peer), ...this.people.values()];
    return peers.find((peer) =>
      ref.by === 'id' ? peer.id === ref.id : peer.username === ref.username,
    );
  }
}
