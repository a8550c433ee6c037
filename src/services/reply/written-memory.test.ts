import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { ACCOUNT, ADA, GROUP, ReplyStage, ruleOf } from '../../../test/support/reply-stage.js';
import { ScriptedAuthor, writtenRule } from '../../../test/support/scripted-author.js';
import { eraseKept } from '../../people/erasure.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const price = ruleOf('price', { keywords: ['fiyat'], variants: ['10 lira'] });
const settings = { rules: [price], written: writtenRule() };

/** What is written down of chats, as text. */
async function kept({ database }: ReplyStage): Promise<string> {
  const rows = await database.query<{ memory: string }>(
    `select memory::text as memory from ${database.schema}.reply_memory order by chat_id`,
  );
  return rows.map(({ memory }) => memory).join('\n');
}

describeFastestDatabase('what the model is told of a conversation', (open) => {
  test('is what was said in private before, by rules too', async () => {
    const author = new ScriptedAuthor('ne renk olsun', 'tabii');
    const stage = new ReplyStage(await open(), settings, author);
    await stage.say('fiyat');
    await stage.send();
    await stage.say('bir tane isterim');
    await stage.send();
    await stage.say('mavi');
    expect(author.tasks.at(-1)).toMatchObject({
      conversation: [
        { by: 'other', text: 'fiyat' },
        { by: 'self', text: '10 lira' },
        { by: 'other', text: 'bir tane isterim' },
        { by: 'self', text: 'ne renk olsun' },
        { by: 'other', text: 'mavi' },
      ],
      recent: ['ne renk olsun', '10 lira'],
    });
  });

  test('holds no answer that was never said', async () => {
    const author = new ScriptedAuthor('first', 'second', 'third');
    const stage = new ReplyStage(await open(), settings, author);
    await stage.say('bir');
    // The answer waits, and is replaced.
    await stage.say('iki');
    await stage.database.query(`update ${stage.database.schema}.outbox set state = 'refused'`);
    await stage.say('üç');
    const told = author.tasks.map(({ conversation }) => conversation.map(({ text }) => text));
    expect(told).toEqual([['bir'], ['bir', 'iki'], ['bir', 'iki', 'üç']]);
  });

  test('begins anew where the operator has written by hand', async () => {
    const author = new ScriptedAuthor('first', 'second');
    const stage = new ReplyStage(await open(), settings, author);
    await stage.say('bir');
    await stage.send();
    await stage.takeOver(ADA);
    await stage.pass(7 * HOUR);
    await stage.say('iki');
    expect(author.tasks.at(-1)?.conversation).toEqual([{ by: 'other', text: 'iki' }]);
  });

  test('is in groups the message, and what of the account’s it replies to', async () => {
    const author = new ScriptedAuthor('first', 'second');
    const stage = new ReplyStage(await open(), settings, author);
    await stage.mention('gizli bir');
    await stage.send();
    await stage.database.query(`update ${stage.database.schema}.outbox set message_ids = '{700}'`);
    await stage.mention('iki', { replyToId: 700, peer: GROUP });
    expect(author.tasks.at(-1)).toMatchObject({
      conversation: [
        { by: 'self', text: 'first' },
        { by: 'other', text: 'iki' },
      ],
      variables: { name: 'Ada', title: 'Kediler' },
    });
    expect(await kept(stage)).not.toMatch(/gizli|iki/);
  });

  test('is in the person’s own language where the words do not tell', async () => {
    const author = new ScriptedAuthor('evet', 'evet evet');
    const stage = new ReplyStage(await open(), settings, author);
    stage.meet({ id: ADA, kind: 'user', title: 'Ada' }, { language: 'tr' });
    await stage.say('??');
    await stage.send();
    await stage.say('how much does this cost please');
    expect(author.tasks.map(({ rules }) => rules.languages)).toEqual([['tr'], []]);
  });
});

describeFastestDatabase('what is kept of a conversation', (open) => {
  test('is nothing where no model answers', async () => {
    const stage = new ReplyStage(await open(), { rules: [price] });
    await stage.say('fiyat gizli');
    expect(await kept(stage)).not.toMatch(/gizli|spoken/);
  });

  test('is erased after a day, in chats that are silent too', async () => {
    const author = new ScriptedAuthor('first', 'second');
    const stage = new ReplyStage(await open(), settings, author);
    await stage.start();
    await stage.say('gizli');
    await stage.send();
    await stage.pass(20 * HOUR);
    await stage.say('sonra');
    expect(await kept(stage)).toMatch(/gizli/);
    await stage.pass(5 * HOUR);
    expect(await kept(stage)).not.toMatch(/gizli/);
    expect(await kept(stage)).toMatch(/sonra/);
    await stage.pass(DAY);
    expect(await kept(stage)).not.toMatch(/sonra|second/);
    await stage.restart();
  });

  test('is erased with the person', async () => {
    const stage = new ReplyStage(await open(), settings, new ScriptedAuthor('first'));
    await stage.say('gizli');
    expect(await kept(stage)).toMatch(/gizli.*first/);
    await stage.database.transaction((tx) => eraseKept(tx, ACCOUNT, [ADA]));
    expect(await kept(stage)).toBe('');
  });

  test('is gone with the rule', async () => {
    const stage = new ReplyStage(await open(), settings, new ScriptedAuthor('first'));
    await stage.start();
    await stage.say('gizli');
    expect(await kept(stage)).toMatch(/gizli/);
    const { written: _gone, ...rest } = stage.settings;
    stage.settings = rest;
    stage.service.reload();
    await stage.pass(1_000);
    expect(await kept(stage)).not.toMatch(/gizli|first|spoken/);
    await stage.restart();
  });
});
