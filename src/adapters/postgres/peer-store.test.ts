import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../../test/support/databases.js';
import type { KnownPeer } from '../../core/peers.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { DatabasePeerStore } from './peer-store.js';

const ayse: KnownPeer = {
  id: 777,
  kind: 'user',
  title: 'Ayşe "A" Yılmaz, {Ankara}',
  username: 'Ayse_Y',
  accessHash: -(2n ** 63n),
};
const group: KnownPeer = { id: -4, kind: 'group', title: 'NULL', accessHash: null };
const channel: KnownPeer = {
  id: -1001234567890,
  kind: 'channel',
  title: '',
  username: 'haberler',
  accessHash: 2n ** 63n - 1n,
};
const program: KnownPeer = {
  id: 7_000_000_001,
  kind: 'user',
  title: 'Yardımcı',
  username: 'yardimci_bot',
  bot: true,
  accessHash: 9n,
};

describeDatabases('the peer store', (open) => {
  async function store(account = 'a') {
    const db = await open();
    return { db, peers: new DatabasePeerStore(db, account, new VirtualClock(1_000)) };
  }

  test('gives back what was saved, each field as it was', async () => {
    const { peers } = await store();
    await peers.save([ayse, group, channel, program]);
    for (const peer of [ayse, group, channel, program]) {
      await expect(peers.get(peer.id)).resolves.toEqual(peer);
    }
    await expect(peers.get(1)).resolves.toBeUndefined();
  });

  test('finds by username, whatever the case', async () => {
    const { peers } = await store();
    await peers.save([ayse, channel]);
    await expect(peers.byUsername('aySE_y')).resolves.toEqual(ayse);
    await expect(peers.byUsername('nobody')).resolves.toBeUndefined();
  });

  test('replaces what it knew', async () => {
    const { peers } = await store();
    await peers.save([ayse]);
    const renamed: KnownPeer = { id: ayse.id, kind: 'user', title: 'Ayşe Demir', accessHash: 5n };
    await peers.save([renamed]);
    await expect(peers.get(ayse.id)).resolves.toEqual(renamed);
    await expect(peers.byUsername('ayse_y')).resolves.toBeUndefined();
    await peers.save([{ ...renamed, bot: true }]);
    await expect(peers.get(ayse.id)).resolves.toMatchObject({ bot: true });
  });

  test('takes a username from whoever had it before', async () => {
    const { peers } = await store();
    await peers.save([ayse]);
    await peers.save([{ ...channel, username: 'AYSE_y' }]);
    await expect(peers.byUsername('ayse_y')).resolves.toMatchObject({ id: channel.id });
    await expect(peers.get(ayse.id)).resolves.not.toHaveProperty('username');
  });

  test('settles a batch that names a peer or a username twice: the last one counts', async () => {
    const { peers } = await store();
    await peers.save([ayse, { ...channel, username: 'ayse_y' }, { ...ayse, title: 'again' }]);
    await expect(peers.get(ayse.id)).resolves.toMatchObject({ title: 'again' });
    await expect(peers.byUsername('ayse_y')).resolves.toMatchObject({ id: channel.id });
  });

  test('keeps accounts apart', async () => {
    const { db, peers } = await store();
    await peers.save([ayse]);
    const other = new DatabasePeerStore(db, 'b', new VirtualClock(1_000));
    await expect(other.get(ayse.id)).resolves.toBeUndefined();
    await other.save([{ ...ayse, accessHash: 1n }]);
    await expect(peers.byUsername('ayse_y')).resolves.toMatchObject({
      accessHash: ayse.accessHash,
    });
  });

  test('takes thousands at once, from many at a time', async () => {
    const { peers } = await store();
    const many = Array.from({ length: 5_000 }, (_, index) => ({
      ...ayse,
      id: index + 1,
      username: `user_${index}`,
    }));
    await Promise.all([peers.save(many), peers.save(many.toReversed()), peers.save([])]);
    await expect(peers.byUsername('USER_4999')).resolves.toMatchObject({ id: 5_000 });
  });
});
