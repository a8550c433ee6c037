import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { AYSE, BORIS, NOON, PeopleStage, SELF } from '../../test/support/people-stage.js';

const DAY_MS = 24 * 3_600_000;

describeFastestDatabase('the records of people', (open) => {
  test('a grant is consent once; the older entry stands', async () => {
    const stage = new PeopleStage(await open());
    const grant = (source: string, person = AYSE) =>
      stage.database.transaction((tx) =>
        stage.people.grant(tx, {
          person,
          basis: 'imported',
          source,
          at: NOON - DAY_MS,
          language: 'tr',
        }),
      );
    expect(await grant('fuar.csv')).toBe('granted');
    expect(await grant('liste.csv')).toBe('known');
    expect(await stage.people.read(stage.database, AYSE)).toMatchObject({
      language: 'tr',
      firstSeenAt: NOON,
      heard: 0,
      consent: { basis: 'imported', source: 'fuar.csv', at: NOON - DAY_MS },
    });
    expect(stage.published).toEqual([]);
    stage.people.kick();
    expect(stage.published).toMatchObject([{ change: 'granted', how: 'imported: fuar.csv' }]);
    for (const nobody of [SELF, 777_000, -5])
      expect(await grant('fuar.csv', nobody)).toBe('refused');
    expect(await stage.rows('people', 'person_id')).toEqual([{ person_id: AYSE }]);
  });

  test("the operator's refusal stands above every grant but the person's own later word", async () => {
    const stage = new PeopleStage(await open());
    const at = (ms: number) => ({ person: AYSE, source: 'test', at: NOON + ms }) as const;
    const grant = (basis: 'wrote_first' | 'opt_in_word' | 'imported', ms: number) =>
      stage.database.transaction((tx) => stage.people.grant(tx, { ...at(ms), basis }));
    expect(await grant('opt_in_word', 5_000)).toBe('granted');
    await stage.propose(AYSE);
    // The operator's clock is behind Telegram's: the word counts all the same.
    await stage.database.transaction((tx) =>
      stage.people.refuse(tx, { person: AYSE, how: 'operator', at: NOON }),
    );
    expect(await stage.rows('outbox', 'state, reason')).toEqual([
      { state: 'refused', reason: 'the operator ended the consent' },
    ]);
    expect(await grant('imported', 9_000)).toBe('refused');
    expect(await grant('wrote_first', 9_000)).toBe('refused');
    expect(await grant('opt_in_word', 5_000)).toBe('refused');
    expect(await grant('opt_in_word', 9_000)).toBe('granted');
    expect(
      (await stage.people.log(stage.database, AYSE)).map(({ change, how }) => [change, how]),
    ).toEqual([
      ['granted', 'test'],
      ['refused', 'operator'],
      ['granted', 'test'],
    ]);
  });

  test('somebody is found by id, by username and by link', async () => {
    const stage = new PeopleStage(await open());
    await stage.meet(AYSE, 'Ayse_K');
    await stage.meet(BORIS, 'a_channel', { kind: 'channel' });
    await stage.database.transaction((tx) =>
      stage.people.import(tx, {
        rows: [{ line: 1, who: { username: 'Stranger' } }],
        source: 'fuar.csv',
        dryRun: false,
      }),
    );
    const find = (written: string) => stage.people.find(stage.database, written);
    for (const written of ['ayse_k', '@AYSE_K', 'https://t.me/ayse_k', String(AYSE)]) {
      expect(await find(written)).toEqual({ id: AYSE });
    }
    expect(await find('@stranger')).toEqual({ username: 'stranger' });
    for (const written of [
      '@nobody',
      '@a_channel',
      '-1000000000021',
      'two words',
      '',
      't.me/+abcdefghijkl',
    ]) {
      expect(await find(written)).toBeUndefined();
    }
  });

  test('counts people by ground, language and day', async () => {
    const stage = new PeopleStage(await open());
    await stage.hear(stage.says(1_001, 'merhaba'), stage.says(1_002, 'привет'));
    await stage.hear(stage.says(1_003, 'stop'), stage.says(1_004, 'katıl'));
    await stage.database.query(
      `update ${stage.database.schema}.people set last_said_at = $1, said = 1 where person_id = 1001`,
      [new Date(NOON)],
    );
    const now = NOON + DAY_MS;
    await stage.hear(stage.says(1_005, '👍', { at: now }));
    expect(await stage.people.statistics(stage.database, now, 'UTC')).toMatchObject({
      people: 5,
      consenting: 4,
      byBasis: { wrote_first: 3, opt_in_word: 1, imported: 0 },
      refused: 1,
      forgotten: 0,
      byLanguage: { tr: 2, ru: 1, en: 1, unknown: 1 },
      today: { wrote: 1, writtenTo: 0, met: 1 },
      conversations: { 'first-contact': 4, active: 0, manual: 0 },
      planned: 4,
      recent: [{ id: 1_005 }, {}, {}, {}, {}],
    });
    const counts = { people: 5, consenting: 4, refused: 1, planned: 4 };
    expect(await stage.people.counts(stage.database)).toEqual(counts);
    expect((await stage.people.statistics(stage.database, NOON, 'UTC')).today).toEqual({
      wrote: 5,
      writtenTo: 1,
      met: 5,
    });
  });

  test('an empty account has no people', async () => {
    const stage = new PeopleStage(await open());
    expect(await stage.people.statistics(stage.database, NOON, 'Europe/Istanbul')).toEqual({
      people: 0,
      consenting: 0,
      byBasis: { wrote_first: 0, opt_in_word: 0, imported: 0 },
      refused: 0,
      forgotten: 0,
      byLanguage: {},
      today: { wrote: 0, writtenTo: 0, met: 0 },
      conversations: { 'first-contact': 0, active: 0, manual: 0 },
      planned: 0,
      recent: [],
    });
    const counts = { people: 0, consenting: 0, refused: 0, planned: 0 };
    expect(await stage.people.counts(stage.database)).toEqual(counts);
  });
});
