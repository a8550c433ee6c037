import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { ADA, BOT, GROUP, NOON, ReplyStage, ruleOf } from '../../../test/support/reply-stage.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const price = ruleOf('price', { keywords: ['fiyat'], variants: ['{name}, 10 lira'] });

describeFastestDatabase('the reply service', (open) => {
  test('says nothing where no rule holds', async () => {
    const stage = new ReplyStage(await open(), { rules: [price] });
    await stage.say('nasılsın');
    expect(await stage.texts()).toEqual([]);
    expect(stage.logged).toEqual(['not answered: no rule holds']);
  });

  test('manualplus leaves the operator the time to answer first', async () => {
    const stage = new ReplyStage(await open(), { rules: [price], mode: 'manualplus' });
    await stage.say('fiyat');
    expect((await stage.answers())[0]?.not_before).toBe(NOON + 5 * MINUTE);
    // Heard after an outage of four minutes and 59 seconds: still not faster than a person.
    await stage.send();
    await stage.pass(HOUR);
    const now = stage.clock.now();
    await stage.say('fiyat var mı', { at: now - 299_000 });
    const [, late] = await stage.answers();
    expect(late?.not_before).toBeGreaterThan(now + 1_500);
    expect(late?.not_before).toBeLessThan(now + 25_000);
  });

  test('the mode of a chat goes before the customer’s', async () => {
    const stage = new ReplyStage(await open(), {
      rules: [price],
      mode: 'off',
      chatModes: [
        { written: '@ada_l', peer: { by: 'username', username: 'ada_l' }, mode: 'auto' },
        { written: '13', peer: { by: 'id', id: 13 }, mode: 'manual' },
      ],
    });
    stage.meet({ id: 13, kind: 'user', title: 'Max' });
    stage.meet({ id: 14, kind: 'user', title: 'Eva' });
    for (const peer of [ADA, 13, 14]) await stage.say('fiyat', { peer });
    await stage.mention('fiyat');
    expect((await stage.answers()).map(({ peer_id }) => peer_id)).toEqual([ADA]);
    expect(stage.logged).toEqual([
      'not answered: the operator answers here',
      'not answered: the mode is off',
    ]);
  });

  test('wants only what is said to it by others', async () => {
    const stage = new ReplyStage(await open(), { rules: [price] });
    const { wants } = stage.service.handler;
    const message = stage.message('fiyat');
    expect(wants(message)).toBe(true);
    expect(wants({ ...message, own: true })).toBe(false);
    expect(wants({ ...message, kind: 'edit', editedAt: NOON })).toBe(false);
    expect(wants({ kind: 'deletion', messageIds: [1] })).toBe(false);
    expect(wants({ ...message, peer: GROUP })).toBe(false);
    expect(wants({ ...message, peer: GROUP, mentioned: true })).toBe(true);
    stage.settings = { ...stage.settings, mode: 'off' };
    expect(wants(message)).toBe(false);
    expect(wants({ ...message, peer: GROUP, mentioned: true })).toBe(false);
  });

  test('nobody is answered without consent or after a refusal, in groups neither', async () => {
    const stage = new ReplyStage(await open(), { rules: [price] });
    const refusal = { at: NOON, how: 'dur' };
    stage.meet({ id: 13, kind: 'user', title: 'Max' }, { refusal });
    stage.people.delete(ADA);
    await stage.say('fiyat');
    await stage.say('fiyat', { peer: 13 });
    await stage.mention('fiyat', { senderId: 13 });
    expect(await stage.texts()).toEqual([]);
    // In a group nobody needs to have agreed to hear an answer.
    await stage.mention('fiyat', { senderId: ADA });
    expect(await stage.texts()).toEqual(['Ada, 10 lira']);
  });

  test('Telegram’s own, and whoever is not known, are not answered', async () => {
    const stage = new ReplyStage(await open(), { rules: [ruleOf('all')] });
    stage.meet({ id: 777_000, kind: 'user', title: 'Telegram' });
    stage.meet({ id: 15, kind: 'user', title: 'Spam Info', username: 'SpamBot', bot: true });
    for (const peer of [777_000, 15, 99]) await stage.say('hi', { peer });
    await stage.mention('hi', { senderId: 99 });
    await stage.mention('hi', { senderId: GROUP });
    expect(await stage.texts()).toEqual([]);
  });

  test('when Telegram has to be asked who speaks and cannot be, the message is decided about later', async () => {
    const stage = new ReplyStage(await open(), { rules: [price] });
    stage.resolutions.push({ status: 'wait', code: 'FLOOD_WAIT', waitMs: 5_000 });
    const message = stage.message('fiyat');
    await expect(stage.handOver(message)).rejects.toThrow('FLOOD_WAIT');
    await stage.handOver(message);
    expect(await stage.texts()).toEqual(['Ada, 10 lira']);
  });

  test('is silent where the operator has taken over, until that is over', async () => {
    const stage = new ReplyStage(await open(), { rules: [price] });
    await stage.takeOver(ADA);
    await stage.say('fiyat');
    await stage.pass(6 * HOUR - 1);
    await stage.say('fiyat nedir');
    expect(await stage.texts()).toEqual([]);
    await stage.pass(1);
    await stage.say('fiyatı? fiyat!');
    expect(await stage.texts()).toEqual(['Ada, 10 lira']);
  });

  test('what is heard too late gets no answer in groups, and in private only as the last word', async () => {
    const stage = new ReplyStage(await open(), { rules: [price] });
    const at = NOON - stage.settings.expireAfterMs - 1;
    await stage.mention('fiyat', { at });
    expect(await stage.texts()).toEqual([]);
    stage.meet({ id: ADA, kind: 'user', title: 'Ada' }, { lastHeardId: 900 });
    await stage.say('fiyat', { at, messageId: 899 });
    expect(await stage.texts()).toEqual([]);
    await stage.say('fiyat', { at, messageId: 900 });
    expect(await stage.texts()).toEqual(['Ada, 10 lira']);
    await stage.mention('fiyat', { at: at + 1 });
    expect(await stage.texts()).toHaveLength(2);
  });

  test('the same question again, while its answer waits, adds nothing', async () => {
    const stage = new ReplyStage(await open(), { rules: [price], mode: 'manualplus' });
    await stage.say('fiyat');
    await stage.say('fiyat');
    expect(await stage.texts()).toEqual(['Ada, 10 lira']);
    expect(stage.logged).toEqual(['not answered: the same is about to be answered']);
    await stage.send();
    await stage.say('fiyat ne');
    expect(await stage.texts()).toHaveLength(2);
  });

  test('the texts of a rule take turns in a chat, over restarts', async () => {
    const variants = ['a', 'b', 'c'];
    const stage = new ReplyStage(await open(), { rules: [ruleOf('all', { variants })] });
    for (let n = 0; n < 9; n++) {
      await stage.say(`word ${n}`);
      await stage.send();
      await stage.restart();
      await stage.pass(HOUR);
    }
    const texts = await stage.texts();
    for (const start of [0, 3, 6]) expect(new Set(texts.slice(start, start + 3)).size).toBe(3);
    expect(texts.some((text, index) => text === texts[index - 1])).toBe(false);
  });

  test('a rule rests in the chat that it answered in, and what stands behind it is not taken instead', async () => {
    const rules = [{ ...price, cooldownMs: 2 * HOUR }, ruleOf('all')];
    const stage = new ReplyStage(await open(), { rules });
    await stage.say('fiyat');
    await stage.send();
    await stage.pass(HOUR);
    await stage.say('fiyat?');
    expect(await stage.texts()).toEqual(['Ada, 10 lira']);
    stage.meet({ id: 13, kind: 'user', title: 'Max' });
    await stage.say('fiyat', { peer: 13 });
    await stage.pass(HOUR);
    await stage.say('fiyat!');
    expect(await stage.texts()).toEqual(['Ada, 10 lira', 'Max, 10 lira', 'Ada, 10 lira']);
  });

  test('an answer that cannot be sent is told and left out', async () => {
    const rules = [ruleOf('group', { keywords: ['a'], variants: ['in {group}'] }), price];
    const stage = new ReplyStage(await open(), { rules });
    await stage.say('a');
    expect(stage.logged).toEqual(['an answer cannot be sent']);
    await stage.say('fiyat');
    await stage.mention('a');
    expect(await stage.texts()).toEqual(['Ada, 10 lira', 'in Kediler']);
  });

  test('the parts of an album are one message: its caption', async () => {
    const stage = new ReplyStage(await open(), { rules: [price] });
    const [first, second] = [stage.message(''), stage.message('fiyat')];
    const decided = stage.service.handler.decide([first, second], new AbortController().signal);
    await stage.database.transaction(await decided);
    expect(await stage.answers()).toMatchObject([
      { dedupe_key: `reply:${ADA}:${first.messageId}` },
    ]);
  });
});

describeFastestDatabase('answers in groups', (open) => {
  test('are shown as a reply, in their topic, each message’s own', async () => {
    const rules = [ruleOf('all', { variants: ['{name} @ {group}'] })];
    const stage = new ReplyStage(await open(), { rules });
    await stage.mention('hey', { topicId: 42 });
    const second = await stage.mention('you', { senderId: 13 });
    expect(stage.logged.at(-1)).toContain('it may be a bot');
    stage.peers.set(13, { id: 13, kind: 'user', title: 'Max' });
    await stage.handOver(second);
    const { schema } = stage.database;
    const rows = await stage.database.query(
      `select topic_id, reply_to, state, content ->> 'text' as text from ${schema}.outbox order by id`,
    );
    expect(rows).toEqual([
      { topic_id: 42, reply_to: 100, state: 'queued', text: 'Ada @ Kediler' },
      { topic_id: null, reply_to: 101, state: 'queued', text: 'Max @ Kediler' },
    ]);
  });

  test('are not given to bots', async () => {
    const stage = new ReplyStage(await open(), { rules: [ruleOf('all')] });
    await stage.mention('hey', { senderId: BOT });
    expect(await stage.texts()).toEqual([]);
    expect(stage.logged).toEqual(['not answered: bots are not answered in groups']);
  });

  test('do not wait for the operator, and do not come in quiet hours', async () => {
    const quietHours = [{ startMinute: 13 * 60, endMinute: 14 * 60 }];
    const stage = new ReplyStage(await open(), {
      rules: [price],
      mode: 'manualplus',
      quietHours,
    });
    await stage.mention('fiyat');
    expect((await stage.answers())[0]?.not_before).toBeLessThan(NOON + 25_000);
    await stage.pass(HOUR);
    await stage.mention('fiyat?');
    expect(await stage.texts()).toHaveLength(1);
    expect(stage.logged).toEqual(['not answered: it is quiet now']);
    // In private it waits for their end.
    await stage.say('fiyat');
    const [, answer] = await stage.answers();
    expect(answer?.not_before).toBeGreaterThanOrEqual(NOON + 2 * HOUR);
    expect(answer?.not_before).toBeLessThanOrEqual(NOON + 2 * HOUR + 5 * MINUTE);
  });
});
