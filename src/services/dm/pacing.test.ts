import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { DmStage, NOON } from '../../../test/support/dm-stage.js';
import {
  ADA,
  begun,
  invite,
  MINUTE_MS,
  spoken,
  texts,
  welcome,
} from '../../../test/support/dm-texts.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';

describeFastestDatabase('how much is proposed, and when', (open) => {
  test('invites come once each, so long after consent, and never within the pause of five minutes', async () => {
    const invites = [invite('b', MINUTE_MS), invite('a', 0), invite('late', 2 * DAY_MS)];
    const stage = await begun(await open(), {
      ...{ welcome, invites },
      followUps: { 'first-contact': [], active: [], manual: [] },
    });
    await stage.agree(ADA);
    await stage.pass(10 * DAY_MS);
    expect(await spoken(stage)).toEqual([
      ['welcome Person', 0],
      ['invite a', 5 * MINUTE_MS],
      ['invite b', 10 * MINUTE_MS],
      ['invite late', 2 * DAY_MS],
    ]);
    await stage.stop();
  });

  test('no more than three in an hour are proposed, rather than refused', async () => {
    const invites = ['a', 'b', 'c', 'd'].map((id) => invite(id, 0));
    const stage = await begun(await open(), { invites });
    await stage.agree(ADA);
    await stage.pass(2 * HOUR_MS);
    expect((await spoken(stage)).map(([, at]) => at / MINUTE_MS)).toEqual([0, 5, 10, 60]);
    await stage.stop();
  });

  test('one that waits keeps the next from being proposed, and moves it', async () => {
    const stage = await begun(await open(), { welcome });
    stage.sends = false;
    await stage.agree(ADA);
    await stage.pass(20 * HOUR_MS);
    expect(await texts(stage)).toEqual(['welcome Person']);
    stage.sends = true;
    await stage.send();
    await stage.pass(6 * HOUR_MS);
    expect((await spoken(stage)).slice(1)).toEqual([['first-contact 1', 26 * HOUR_MS]]);
    await stage.stop();
  });

  test('when one that waited has gone, the follow-up comes before an invite that was planned behind it', async () => {
    const stage = await begun(await open(), { welcome, invites: [invite('late', 2 * DAY_MS)] });
    stage.sends = false;
    await stage.agree(ADA);
    await stage.pass(20 * HOUR_MS);
    stage.sends = true;
    await stage.send();
    await stage.pass(7 * HOUR_MS);
    expect(await spoken(stage)).toEqual([
      ['welcome Person', 0],
      ['first-contact 1', 26 * HOUR_MS],
    ]);
    await stage.stop();
  });

  test('where Telegram lets nothing through the plan ends, until the person writes', async () => {
    const stage = await begun(await open(), { welcome });
    stage.sends = false;
    await stage.agree(ADA);
    await stage.pass(HOUR_MS);
    await stage.end('refused', 'USER_PRIVACY_RESTRICTED');
    stage.sends = true;
    await stage.pass(3 * DAY_MS);
    expect(await texts(stage)).toHaveLength(1);
    expect(await stage.conversation(ADA)).toMatchObject({ due_at: null, reason: 'ended' });
    await stage.hear(ADA);
    await stage.answer(ADA);
    await stage.pass(DAY_MS);
    expect(await texts(stage)).toEqual(['welcome Person', 'active 1']);
    await stage.stop();
  });

  test('a bot is not written to', async () => {
    const stage = await begun(await open(), { welcome });
    const bot = { id: ADA, kind: 'user', title: 'Echo', bot: true } as const;
    stage.messenger.resolutions.push({ status: 'found', peer: bot });
    await stage.agree(ADA);
    expect(await texts(stage)).toEqual([]);
    expect(await stage.conversation(ADA)).toMatchObject({
      ...{ due_at: null, reason: 'a bot, not a person' },
    });
    await stage.stop();
  });

  test('whom the account never met is looked for again in a day', async () => {
    const stage = await begun(await open(), { welcome });
    stage.messenger.resolutions.push({ status: 'not-found', code: 'NOT_FOUND', reason: 'nobody' });
    await stage.agree(ADA);
    expect(await stage.conversation(ADA)).toMatchObject({
      ...{ due_at: NOON + DAY_MS, due_what: 'welcome' },
    });
    await stage.pass(DAY_MS);
    expect(await spoken(stage)).toEqual([['welcome Person', DAY_MS]]);
    await stage.stop();
  });

  test('a text that cannot be said to somebody is left out, with what comes behind it', async () => {
    const broken = { ...invite('broken', 0), variants: ['{nonsense}'] };
    const stage = await begun(await open(), { invites: [broken, invite('good', 0)] });
    await stage.agree(ADA);
    await stage.pass(MINUTE_MS);
    expect(await texts(stage)).toEqual(['invite good']);
    expect((await stage.conversation(ADA))?.said).toEqual(['broken', 'good']);
    await stage.stop();
  });

  test('variants are drawn evenly', async () => {
    const variants = ['a', 'b', 'c'];
    const stage = await begun(await open(), {
      welcome: { id: 'welcome', variants, bases: ['opt_in_word'] },
    });
    stage.limits = {
      ...stage.limits,
      people: { ...stage.limits.people, newConversationsPerDay: 999 },
    };
    for (let person = 101; person <= 190; person++) await stage.agree(person);
    const drawn = await texts(stage);
    for (const variant of variants) {
      expect(drawn.filter((text) => text === variant).length).toBeGreaterThan(18);
    }
    await stage.stop();
  });

  test('no more first words a day than conversations may begin; the rest has a day of its own', async () => {
    const database = await open();
    const stage = new DmStage(database, { welcome });
    stage.limits = {
      ...stage.limits,
      people: { ...stage.limits.people, newConversationsPerDay: 3 },
    };
    for (let person = 101; person <= 108; person++) await stage.agree(person, 'imported');
    await stage.start();
    await stage.pass(3 * DAY_MS);
    const days = (await stage.said()).map(({ created_at }) =>
      Math.floor((created_at - NOON) / DAY_MS),
    );
    expect(days).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
    const dates = (await stage.said()).map(({ created_at }) => new Date(created_at).getUTCDate());
    expect(dates).toEqual([10, 10, 10, 11, 11, 11, 12, 12]);
    await stage.stop();
  });

  test('no more than fifty wait in the outbox, however many are due', async () => {
    const stage = new DmStage(await open(), { welcome });
    stage.sends = false;
    stage.limits = {
      ...stage.limits,
      people: { ...stage.limits.people, newConversationsPerDay: 999 },
    };
    for (let person = 101; person <= 170; person++) await stage.agree(person);
    await stage.start();
    await stage.pass(10 * MINUTE_MS);
    expect(await texts(stage)).toHaveLength(50);
    await stage.send();
    await stage.pass(MINUTE_MS);
    expect(await texts(stage)).toHaveLength(70);
    await stage.stop();
  });

  test('new invites wake those to whom all was said, at a reload and at a start', async () => {
    const nothing = { 'first-contact': [], active: [], manual: [] };
    const stage = await begun(await open(), { welcome, followUps: nothing });
    await stage.agree(ADA);
    await stage.agree(12, 'imported');
    await stage.pass(2 * DAY_MS);
    stage.settings = { ...stage.settings, invites: [invite('new', 0)] };
    stage.service.reload();
    await stage.pass(0);
    expect((await texts(stage)).slice(2)).toEqual(['invite new']);
    await stage.pass(2 * DAY_MS);
    stage.settings = { ...stage.settings, invites: [invite('new', 0), invite('newer', 0)] };
    await stage.restart();
    expect((await texts(stage)).slice(3)).toEqual(['invite newer']);
    await stage.stop();
  });
});
