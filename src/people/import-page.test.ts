import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { AYSE, BORIS, NOON, PeopleStage, SELF } from '../../test/support/people-stage.js';
import type { ImportedContact } from '../core/people.js';

const DAY_MS = 24 * 3_600_000;

function importing(stage: PeopleStage, dryRun = false) {
  return (...who: (ImportedContact['who'] & Partial<ImportedContact>)[]) =>
    stage.database.transaction((tx) =>
      stage.people.import(tx, {
        rows: who.map(({ consentedAt, language, ...who }, n) => ({
          line: n + 1,
          who,
          ...(consentedAt !== undefined && { consentedAt }),
          ...(language !== undefined && { language }),
        })),
        source: 'fuar-2026.csv',
        dryRun,
      }),
    );
}

const results = (outcomes: readonly { result: string; reason?: string }[]) =>
  outcomes.map(({ result, reason }) => (reason === undefined ? result : `${result}: ${reason}`));

describeFastestDatabase('an imported list', (open) => {
  test('says of each line what became of it', async () => {
    const stage = new PeopleStage(await open());
    await stage.meet(AYSE, 'Ayse_K');
    await stage.meet(31, 'echo_bot', { bot: true });
    await stage.meet(-1_000_000_000_031, 'a_channel', { kind: 'channel' });
    await stage.hear(stage.says(BORIS, 'привет'), stage.says(13, 'dur'));
    const outcomes = await importing(stage)(
      { username: 'ayse_k', consentedAt: NOON - DAY_MS, language: 'tr' },
      { id: AYSE },
      { id: BORIS },
      { id: 13 },
      { id: SELF },
      { id: 777_000 },
      { username: 'ECHO_BOT' },
      { username: 'a_channel' },
      { id: 21, consentedAt: NOON + DAY_MS },
      { id: 22 },
      { username: 'Stranger' },
      { username: 'stranger' },
    );
    expect(results(outcomes)).toEqual([
      'added',
      'duplicate',
      'known',
      'refused: opted out on 2026-06-01 by the word "dur"',
      'refused: the account itself',
      "refused: Telegram's own account",
      'refused: a bot',
      'refused: not a person',
      'refused: the date of consent is in the future',
      'added',
      'added',
      'duplicate',
    ]);
    expect(outcomes.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(await stage.people.read(stage.database, AYSE)).toMatchObject({
      language: 'tr',
      consent: { basis: 'imported', source: 'fuar-2026.csv', at: NOON - DAY_MS },
    });
    expect(await stage.people.log(stage.database, 22)).toEqual([
      { at: NOON, change: 'granted', basis: 'imported', how: 'fuar-2026.csv' },
    ]);
    expect(await stage.rows('conversations', 'person_id, due_what', 'order by person_id')).toEqual(
      [AYSE, BORIS, 22].map((person_id) => ({ person_id, due_what: 'welcome' })),
    );
    expect(await stage.rows('imported_contacts', 'username, state, source')).toEqual([
      { username: 'stranger', state: 'waiting', source: 'fuar-2026.csv' },
    ]);
    expect(results(await importing(stage)({ id: 22 }, { username: 'stranger' }))).toEqual([
      'known',
      'known',
    ]);
  });

  test('writes nothing in a dry run', async () => {
    const stage = new PeopleStage(await open());
    expect(results(await importing(stage, true)({ id: 22 }, { username: 'stranger' }))).toEqual([
      'added',
      'added',
    ]);
    for (const table of ['people', 'consent_log', 'conversations', 'imported_contacts']) {
      expect(await stage.rows(table)).toEqual([]);
    }
  });
});
