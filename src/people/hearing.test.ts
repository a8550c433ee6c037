import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { AYSE, BORIS, GROUP, NOON, PeopleStage, SELF } from '../../test/support/people-stage.js';

describeFastestDatabase('what is heard of people', (open) => {
  test('a first private message is consent, with its source, and the dm service is to look at it', async () => {
    const stage = new PeopleStage(await open());
    await stage.hear(
      stage.says(AYSE, 'merhaba'),
      stage.says(AYSE, 'orada mısınız?', { at: NOON + 2_000 }),
    );
    const person = await stage.people.read(stage.database, AYSE);
    expect(person).toEqual({
      id: AYSE,
      name: '',
      language: 'tr',
      firstSeenAt: NOON,
      lastHeardAt: NOON + 2_000,
      lastHeardId: 101,
      heard: 2,
      said: 0,
      consent: { basis: 'wrote_first', source: 'private message 100', at: NOON },
    });
    expect(await stage.rows('conversations', 'person_id, state, due_at, due_what')).toEqual([
      { person_id: AYSE, state: 'first-contact', due_at: NOON, due_what: 'welcome' },
    ]);
    expect(await stage.people.log(stage.database, AYSE)).toEqual([
      { at: NOON, change: 'granted', basis: 'wrote_first', how: 'private message 100' },
    ]);
    expect(stage.published).toEqual([
      {
        type: 'consent',
        at: NOON,
        person: AYSE,
        change: 'granted',
        how: 'wrote first: private message 100',
      },
    ]);
  });

  test('an opt-out word ends it at once, with all that waits', async () => {
    const stage = new PeopleStage(await open());
    await stage.hear(stage.says(AYSE, 'merhaba'), stage.says(BORIS, 'привет'));
    await stage.propose(AYSE);
    await stage.propose(AYSE, `reply:${AYSE}`);
    const other = await stage.propose(BORIS);
    await stage.hear(stage.says(AYSE, 'lütfen bana yazmayın, adım Ayşe'));
    expect(await stage.people.read(stage.database, AYSE)).toMatchObject({
      refusal: { at: NOON, how: 'bana yazmayin' },
    });
    expect(await stage.rows('outbox', 'id', "where state = 'queued'")).toEqual([{ id: other }]);
    expect(await stage.rows('outbox', 'distinct rule, reason', "where state = 'refused'")).toEqual([
      { rule: 'cancelled', reason: 'the person opted out by the word "bana yazmayin"' },
    ]);
    expect(
      await stage.rows('conversations', 'due_at, due_what, reason', `where person_id = ${AYSE}`),
    ).toEqual([
      { due_at: null, due_what: null, reason: 'the person opted out by the word "bana yazmayin"' },
    ]);
    expect(stage.published.filter(({ type }) => type === 'intent')).toHaveLength(5);
    expect(stage.kicks).toBe(1);
  });

  test('nothing is told, and nothing ended, when the transaction is rolled back', async () => {
    const stage = new PeopleStage(await open());
    const opted = stage.says(AYSE, 'dur');
    const failed = stage.database.transaction(async (tx) => {
      await stage.people.take(tx, [opted]);
      throw new Error('the database is full');
    });
    await expect(failed).rejects.toThrow('full');
    expect(stage.published).toEqual([]);
    expect(await stage.people.read(stage.database, AYSE)).toBeUndefined();
  });

  test('whoever opted out stays so, whatever they write, until their own opt-in word', async () => {
    const stage = new PeopleStage(await open());
    await stage.hear(stage.says(AYSE, 'стоп'));
    await stage.hear(stage.says(AYSE, 'а сколько стоит?'), stage.says(AYSE, 'ау'));
    expect(await stage.people.read(stage.database, AYSE)).toMatchObject({
      heard: 3,
      refusal: { how: 'стоп' },
    });
    expect(await stage.rows('conversations')).toEqual([]);
    await stage.hear(stage.says(AYSE, 'старт', { at: NOON + 60_000 }));
    const person = await stage.people.read(stage.database, AYSE);
    expect(person?.refusal).toBeUndefined();
    expect(person?.consent).toEqual({
      basis: 'opt_in_word',
      source: 'the word "старт" in private message 103',
      at: NOON + 60_000,
    });
    expect(await stage.rows('conversations', 'due_at')).toEqual([{ due_at: NOON }]);
  });

  test('what is heard late counts by its own time', async () => {
    const stage = new PeopleStage(await open());
    await stage.hear(stage.says(AYSE, 'stop'));
    await stage.hear(stage.says(AYSE, 'start', { at: NOON - 5_000 }));
    await stage.hear(stage.says(AYSE, 'start', { at: NOON }));
    expect((await stage.people.read(stage.database, AYSE))?.refusal).toBeDefined();
    await stage.hear(stage.says(AYSE, 'start', { at: NOON + 9_000 }));
    await stage.hear(stage.says(AYSE, 'stop', { at: NOON + 8_000 }));
    expect((await stage.people.read(stage.database, AYSE))?.refusal).toBeUndefined();
    await stage.hear(stage.says(AYSE, 'stop', { at: NOON + 9_000 }));
    expect((await stage.people.read(stage.database, AYSE))?.refusal).toEqual({
      at: NOON + 9_000,
      how: 'stop',
    });
  });

  test('an edit that says an opt-out word now counts; one that says anything else does not', async () => {
    const stage = new PeopleStage(await open());
    const first = stage.says(AYSE, 'merhaba');
    await stage.hear(first, stage.edits(first, 'başla'));
    expect(await stage.people.read(stage.database, AYSE)).toMatchObject({
      heard: 1,
      consent: { basis: 'wrote_first' },
    });
    await stage.hear(stage.edits(first, 'beni listeden çıkar'));
    expect(await stage.people.read(stage.database, AYSE)).toMatchObject({
      heard: 1,
      refusal: { how: 'beni listeden cikar' },
    });
  });

  test('in groups only opt-in and opt-out words for the account matter; of others nothing is kept', async () => {
    const stage = new PeopleStage(await open());
    await stage.hear(
      stage.saysInGroup(AYSE, 'merhaba'),
      stage.saysInGroup(AYSE, 'katıl', { mentioned: false }),
      stage.saysInGroup(GROUP, 'katıl'),
    );
    expect(await stage.rows('people')).toEqual([]);
    await stage.hear(stage.saysInGroup(AYSE, '@lara katıl'), stage.saysInGroup(BORIS, 'стоп'));
    expect(await stage.people.read(stage.database, AYSE)).toMatchObject({
      heard: 0,
      consent: { basis: 'opt_in_word', source: `the word "katil" in ${GROUP}` },
    });
    expect(await stage.people.read(stage.database, BORIS)).toMatchObject({
      refusal: { how: 'стоп' },
    });
    expect(await stage.rows('conversations', 'person_id')).toEqual([{ person_id: AYSE }]);
  });

  test('an opt-in word of somebody who wrote first is the better ground, once', async () => {
    const stage = new PeopleStage(await open());
    await stage.hear(stage.says(AYSE, 'merhaba'), stage.says(AYSE, 'katıl'));
    await stage.hear(stage.says(AYSE, 'katıl', { at: NOON + 5_000 }));
    expect((await stage.people.read(stage.database, AYSE))?.consent).toMatchObject({
      basis: 'opt_in_word',
      at: NOON,
    });
    expect(await stage.people.log(stage.database, AYSE)).toHaveLength(2);
  });

  test('bots are known, but no conversation is planned with them', async () => {
    const stage = new PeopleStage(await open());
    await stage.meet(AYSE, 'echo_bot', { bot: true });
    await stage.hear(stage.says(AYSE, 'hello'));
    expect((await stage.people.read(stage.database, AYSE))?.consent).toBeDefined();
    expect(await stage.rows('conversations')).toEqual([]);
  });

  test("Telegram's own accounts, the account itself and its own words are nobody", async () => {
    const stage = new PeopleStage(await open());
    await stage.meet(AYSE, 'SpamBot');
    await stage.hear(
      stage.says(777_000, 'Login code'),
      stage.says(AYSE, 'Good news'),
      stage.says(SELF, 'a note'),
      stage.says(BORIS, 'start', { own: true }),
    );
    expect(await stage.rows('people')).toEqual([]);
  });

  test("the customer's own words count as soon as they are configured", async () => {
    const stage = new PeopleStage(await open());
    await stage.hear(stage.says(AYSE, 'kapat'));
    expect((await stage.people.read(stage.database, AYSE))?.refusal).toBeUndefined();
    stage.settings = { ...stage.settings, optOutWords: ['Kapat'] };
    await stage.hear(stage.says(AYSE, 'KAPAT!'));
    expect((await stage.people.read(stage.database, AYSE))?.refusal?.how).toBe('kapat');
  });
});
