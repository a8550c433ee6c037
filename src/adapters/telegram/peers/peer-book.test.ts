import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import type { KnownPeer } from '../../../core/peers.js';
import { VirtualClock } from '../../../lib/virtual-clock.js';
import { MemoryPeerStore } from './memory-peer-store.js';
import { PeerBook } from './peer-book.js';

class CountingStore extends MemoryPeerStore {
  readonly saved: (readonly KnownPeer[])[] = [];
  broken = false;

  override async save(peers: readonly KnownPeer[]): Promise<void> {
    if (this.broken) throw new Error('the database is away');
    this.saved.push(peers);
    await super.save(peers);
  }
}

const peer = (id: number, title = `peer ${id}`): KnownPeer => ({
  id,
  kind: 'user',
  title,
  username: `name${id}`,
  accessHash: BigInt(id),
});

function setup() {
  const store = new CountingStore();
  const clock = new VirtualClock(0);
  return { store, clock, book: new PeerBook(store, clock, silentLogger) };
}

describe('the peer book', () => {
  test('writes news together, a second after the first', async () => {
    const { store, clock, book } = setup();
    book.learn([peer(1)]);
    book.learn([peer(2)]);
    await clock.run(999);
    expect(store.saved).toEqual([]);
    await clock.run(1_000);
    expect(store.saved).toEqual([[peer(1), peer(2)]]);
  });

  test('what is known already is not written again, what changed is', async () => {
    const { store, book } = setup();
    book.learn([peer(1)]);
    await book.flush();
    book.learn([peer(1)]);
    await book.flush();
    book.learn([peer(1, 'renamed')]);
    await book.flush();
    book.learn([{ ...peer(1, 'renamed'), bot: true }]);
    await book.flush();
    expect(store.saved).toEqual([
      [peer(1)],
      [peer(1, 'renamed')],
      [{ ...peer(1, 'renamed'), bot: true }],
    ]);
  });

  test('finds what was just heard, before it is written', async () => {
    const { book } = setup();
    book.learn([peer(1)]);
    expect(await book.get(1)).toEqual(peer(1));
    expect(await book.byUsername('NAME1')).toEqual(peer(1));
    await book.flush();
  });

  test('who is forgotten is not written any more, and is news when heard again', async () => {
    const { store, book } = setup();
    book.learn([peer(1), peer(2)]);
    await book.flush();
    book.learn([peer(1, 'renamed')]);
    await book.forget(1);
    await book.flush();
    expect(store.saved).toEqual([[peer(1), peer(2)]]);
    book.learn([peer(1), peer(2)]);
    await book.flush();
    expect(store.saved.slice(1)).toEqual([[peer(1)]]);
  });

  test('a store that fails loses nothing', async () => {
    const { store, book } = setup();
    store.broken = true;
    book.learn([peer(1)]);
    await book.flush();
    store.broken = false;
    book.learn([peer(2)]);
    await book.flush();
    expect(store.saved).toEqual([[peer(1), peer(2)]]);
  });

  test('leaves no timer behind once flushed', async () => {
    const { clock, book } = setup();
    book.learn([peer(1)]);
    await book.flush();
    expect(clock.sleeping).toBe(0);
  });

  test('a username passes from one peer to another', async () => {
    const { store, book } = setup();
    book.learn([{ ...peer(1), username: 'shop' }]);
    await book.flush();
    book.learn([{ ...peer(2), username: 'Shop' }]);
    await book.flush();
    expect((await book.byUsername('shop'))?.id).toBe(2);
    expect(await store.get(1)).not.toHaveProperty('username');
  });
});
