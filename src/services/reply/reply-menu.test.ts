import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { ADA, ReplyStage, ruleOf } from '../../../test/support/reply-stage.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const menu = {
  text: 'Hoş geldin',
  items: [
    { label: 'Fiyat', answer: '{name}, 10 lira' },
    { label: 'Adres', answer: 'Kadıköy' },
  ],
};
const shown = 'Hoş geldin\n\n1. Fiyat\n2. Adres';

describeFastestDatabase('the menu', (open) => {
  test('comes when it is asked for, and answers to numbers and labels for a day', async () => {
    const stage = new ReplyStage(await open(), { menu });
    await stage.say('1');
    expect(await stage.texts()).toEqual([]);
    for (const text of ['menü', '1', 'ADRES', '3']) {
      await stage.say(text);
      await stage.send();
    }
    expect(await stage.texts()).toEqual([shown, 'Ada, 10 lira', 'Kadıköy']);
    await stage.pass(DAY);
    await stage.say('2');
    expect(await stage.texts()).toHaveLength(3);
  });

  test('comes by itself after so many messages that nothing answered, once a day, in private', async () => {
    const rules = [ruleOf('hello', { keywords: ['selam'] })];
    const stage = new ReplyStage(await open(), { menu, menuAfter: 3, rules });
    const say = async (text: string) => {
      await stage.say(text);
      return (await stage.send()).map((answer) => answer.text);
    };
    expect(await say('bir')).toEqual([]);
    expect(await say('iki')).toEqual([]);
    expect(await say('selam')).toEqual(['hello!']);
    expect(await say('üç')).toEqual([]);
    await stage.restart();
    expect(await say('dört')).toEqual([]);
    expect(await say('beş')).toEqual([shown]);
    for (const text of ['altı', 'yedi', 'sekiz', 'dokuz']) expect(await say(text)).toEqual([]);
    await stage.pass(DAY);
    expect(await say('on')).toEqual([shown]);
    for (const text of ['a', 'b', 'c', 'd']) await stage.mention(text);
    expect(await stage.send()).toEqual([]);
  });

  test('does not come by itself when nobody wished so', async () => {
    const stage = new ReplyStage(await open(), { menu });
    for (let n = 0; n < 10; n++) await stage.say(`text ${n}`);
    expect(await stage.texts()).toEqual([]);
  });

  test('stands before a rule that answers whatever is said, and behind one that names words', async () => {
    const rules = [ruleOf('one', { keywords: ['2'] }), ruleOf('all')];
    const stage = new ReplyStage(await open(), { menu, rules });
    for (const text of ['menu', '2', '1', 'x']) {
      await stage.say(text);
      await stage.send();
    }
    expect(await stage.texts()).toEqual([shown, 'one!', 'Ada, 10 lira', 'all!']);
  });

  test('can be chosen from in a group, by whom it answers', async () => {
    const stage = new ReplyStage(await open(), { menu });
    await stage.mention('menu');
    await stage.mention('2');
    expect(await stage.texts()).toEqual([shown, 'Kadıköy']);
    // What was said there counts there alone.
    await stage.say('2', { peer: ADA });
    expect(await stage.texts()).toHaveLength(2);
  });
});
