import { describe, expect, test } from '@jest/globals';
import type { DiscussionsHands } from './discussions-hands.js';
import { never } from './messenger-steps.js';

/** Channels' posts as they stand now. */
export function describePosts(hands: () => DiscussionsHands): void {
  const newest = (limit: number) => {
    const { messenger, channels, during } = hands();
    return during(messenger.discussions.posts(channels.open.id, limit, never));
  };
  const one = (id: number) => {
    const { messenger, channels, during } = hands();
    return during(messenger.discussions.post(channels.open.id, id, never));
  };

  describe('posts', () => {
    test('are told newest first, as many as are wanted', async () => {
      const { channels, post, now } = hands();
      expect(await newest(5)).toEqual([]);
      const began = now();
      const ids = [
        await post(channels.open.id, 'first'),
        await post(channels.open.id, 'second'),
        await post(channels.open.id, 'third'),
      ];
      const posts = await newest(2);
      expect(posts).toEqual([
        { id: ids[2], at: expect.any(Number), text: 'third' },
        { id: ids[1], at: expect.any(Number), text: 'second' },
      ]);
      const at = 'kind' in posts ? 0 : (posts[0]?.at ?? 0);
      expect(at % 1_000).toBe(0);
      expect(Math.abs(at - began)).toBeLessThan(10_000);
    });

    test('an album is one post: its first part, with whichever caption there is', async () => {
      const { channels, post, album } = hands();
      const alone = await post(channels.open.id, 'alone');
      const [first] = await album(channels.open.id, ['', 'the caption', '']);
      const posts = await newest(2);
      expect(posts).toMatchObject([
        { id: first, text: 'the caption', media: 'photo', albumId: expect.any(String) },
        { id: alone, text: 'alone' },
      ]);
      expect(posts).toHaveLength(2);
      const onlyAlbum = await newest(1);
      expect(onlyAlbum).toMatchObject([{ id: first }]);
    });

    test('an album stays whole, however many messages are read', async () => {
      const { channels, post, album } = hands();
      const firsts: (number | undefined)[] = [];
      for (let count = 0; count < 12; count++) {
        const [first] = await album(channels.open.id, ['caption', ...Array(9).fill('')]);
        firsts.unshift(first);
      }
      // Whoever reads a hundred messages at once stops amid an album.
      for (let count = 0; count < 5; count++) firsts.unshift(await post(channels.open.id, 'alone'));
      const all = await newest(50);
      expect('kind' in all ? [] : all.map(({ id }) => id)).toEqual(firsts);
      const some = await newest(15);
      expect('kind' in some ? [] : some.map(({ id }) => id)).toEqual(firsts.slice(0, 15));
    });

    test('one is told as it stands now; of an album any part’s id will do', async () => {
      const { channels, post, album } = hands();
      const id = await post(channels.open.id, 'alone');
      const [first, second = 0] = await album(channels.open.id, ['', 'caption']);
      await album(channels.open.id, ['another', '']);
      expect(await one(id)).toEqual({ id, at: expect.any(Number), text: 'alone' });
      expect(await one(second)).toMatchObject({ id: first, text: 'caption', media: 'photo' });
    });

    test('an edit is told with its time', async () => {
      const { channels, post, editPost } = hands();
      const id = await post(channels.open.id, 'before');
      await editPost(channels.open.id, id, 'after');
      const edited = { id, text: 'after', editedAt: expect.any(Number) };
      expect(await one(id)).toMatchObject(edited);
      expect(await newest(1)).toMatchObject([edited]);
    });

    test('what was deleted, or never was, is gone', async () => {
      const { channels, post, erase } = hands();
      const kept = await post(channels.open.id, 'kept');
      const id = await post(channels.open.id, 'deleted');
      await erase(channels.open.id, id);
      expect([await one(id), await one(id + 500)]).toEqual(['gone', 'gone']);
      expect(await newest(5)).toMatchObject([{ id: kept }]);
    });
  });
}
