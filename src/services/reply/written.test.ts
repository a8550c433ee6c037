import { expect, test } from '@jest/globals';
import { describeDatabases, describeFastestDatabase } from '../../../test/support/databases.js';
import { ADA, NOON, ReplyStage, ruleOf } from '../../../test/support/reply-stage.js';
import { ScriptedAuthor, writtenRule } from '../../../test/support/scripted-author.js';
import type { Author } from '../../core/author.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const price = ruleOf('price', { keywords: ['fiyat'], variants: ['{name}, 10 lira'] });

/** A stage whose last rule has this author, with the rules before it. */
function stageOf(
  database: ConstructorParameters<typeof ReplyStage>[0],
  author: Author,
  settings: ConstructorParameters<typeof ReplyStage>[1] = {},
) {
  return new ReplyStage(database, { rules: [price], written: writtenRule(), ...settings }, author);
}

describeDatabases('where a model is the last rule', (open) => {
  test('it answers what no rule does, as any other answer goes', async () => {
    const author = new ScriptedAuthor('Yarın *açığız*, {name}.');
    const stage = stageOf(await open(), author);
    const heard = await stage.say('yarın açık mısınız');
    const [answer, ...others] = await stage.answers();
    // What looks like markup or a variable is text.
    expect(answer).toMatchObject({
      peer_id: ADA,
      text: 'Yarın *açığız*, {name}.',
      dedupe_key: `reply:${ADA}:${heard.messageId}`,
    });
    expect(others).toEqual([]);
    expect(answer?.not_before).toBeGreaterThan(NOON + 1_500);
    expect(author.tasks).toMatchObject([
      {
        purpose: 'reply',
        conversation: [{ by: 'other', text: 'yarın açık mısınız' }],
        variables: { name: 'Ada' },
        rules: { minLength: 1, maxLength: 500, maxEmojis: 2, allowed: [] },
        recent: [],
      },
    ]);
  });

  test('a message that is decided about twice has one answer', async () => {
    const author = new ScriptedAuthor('one way', 'another way');
    const stage = stageOf(await open(), author);
    const message = stage.message('yarın açık mısınız');
    const crash = async () => {
      throw new Error('crash');
    };
    await expect(stage.handOver(message, crash)).rejects.toThrow('crash');
    await stage.handOver(message);
    expect(await stage.texts()).toEqual(['another way']);
    author.will('a third way');
    await stage.handOver(message);
    expect((await stage.answers()).map(({ dedupe_key }) => dedupe_key)).toEqual([
      `reply:${ADA}:${message.messageId}`,
    ]);
  });
});

describeFastestDatabase('the model is not asked', (open) => {
  test('where a rule, the menu or nobody answers', async () => {
    const author = new ScriptedAuthor();
    const menu = { text: 'What?', items: [{ label: 'Fiyatlar', answer: '10 lira' }] };
    const stage = stageOf(await open(), author, { menu, rules: [{ ...price, cooldownMs: HOUR }] });
    await stage.say('fiyat');
    await stage.say('menu');
    await stage.say('Fiyatlar');
    // The rule that holds rests.
    await stage.say('fiyat nedir');
    stage.people.delete(ADA);
    await stage.say('kimse var mı');
    expect(author.tasks).toEqual([]);
  });

  const conditions: [string, Parameters<typeof writtenRule>[0]][] = [
    ['in another kind of chat', { chats: 'groups' }],
    ['in another language', { languages: ['ru'] }],
    ['at another hour', { hours: [{ startMinute: 0, endMinute: 60 }] }],
  ];
  test.each(conditions)('%s', async (_where, changes) => {
    const author = new ScriptedAuthor('hiç');
    const stage = stageOf(await open(), author, { written: writtenRule(changes) });
    await stage.say('bugün hava nasıl acaba');
    expect(author.tasks).toEqual([]);
    expect(stage.logged).toEqual(['not answered: no rule holds']);
  });

  test('while its rule rests in the chat, and about what has no text', async () => {
    const author = new ScriptedAuthor('first', 'second');
    const stage = stageOf(await open(), author, { written: writtenRule({ cooldownMs: HOUR }) });
    await stage.say('', { media: 'photo' });
    expect(author.tasks).toEqual([]);
    await stage.say('nasılsın');
    await stage.send();
    await stage.pass(10 * MINUTE);
    await stage.say('orada mısın');
    expect(await stage.texts()).toEqual(['first']);
    await stage.pass(HOUR);
    await stage.say('peki şimdi');
    expect(await stage.texts()).toEqual(['first', 'second']);
  });

  test('where it looks like a loop', async () => {
    const author = new ScriptedAuthor('first', 'second');
    const stage = stageOf(await open(), author);
    await stage.say('nasılsın');
    await stage.send();
    await stage.say('first');
    expect(author.tasks).toHaveLength(1);
    expect(stage.logged).toContain('answering stops here for a while: an echo of the last answer');
  });

  test('more than twenty times a day by one person, also when nothing comes of it', async () => {
    const dropped = { status: 'dropped', check: 'links', reason: 'x' } as const;
    const author = new ScriptedAuthor(...Array.from({ length: 30 }, () => dropped));
    const stage = stageOf(await open(), author);
    for (let index = 0; index < 25; index++) {
      await stage.say(`soru ${index}`);
      await stage.pass(2 * MINUTE);
    }
    expect(author.tasks).toHaveLength(20);
    expect(await stage.texts()).toEqual([]);
  });
});
