import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { configFor } from '../../../test/simulate/settings.js';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { NO_LIMITS } from '../../../test/support/road.js';
import type { Config } from '../../core/config.js';
import type { RecordedState, Recording } from '../../core/recording.js';
import type { Limits } from '../../core/settings.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';
import { simulate, simulateOn } from './simulate.js';

/** A Monday. */
const MONDAY = Date.UTC(2026, 4, 4);
const GROUPS = [-1_001_000_000_001, -1_001_000_000_002];
const PERSON = 5_001;

const never = () => new AbortController().signal;

function settings(limits: Partial<Limits> = {}, changes: Partial<Config> = {}): Config {
  return { ...configFor(GROUPS, { ...NO_LIMITS, ...limits }, 'simulated'), ...changes };
}

/** An account that was online, and of which nothing else is known. */
function recordingOf(state: Partial<RecordedState>, heard: Recording['heard'] = []): Recording {
  const nothing: RecordedState = {
    account: 'user:7',
    self: 7,
    firstOnlineAt: MONDAY - 90 * DAY_MS,
    ...{ chats: [], targets: [], ledger: [], restrictions: [], pauses: [] },
    ...{ people: [], conversations: [], queue: [], queued: 0 },
  };
  return { from: MONDAY - 7 * DAY_MS, to: MONDAY, heard, state: { ...nothing, ...state } };
}

describeFastestDatabase('a simulation', (open) => {
  const week = async (config: Config, recording?: Recording, seed = 1, days = 0.25) =>
    simulateOn({
      ...{ config, days, from: MONDAY, seed, signal: never(), database: await open() },
      ...(recording && { recording }),
    });

  test('is the same for the same seed, and another for another', async () => {
    const one = await week(settings());
    expect(one.sends.length).toBeGreaterThan(5);
    expect(one.sends.map(({ template }) => template)).toEqual(
      expect.arrayContaining(['greeting', 'offer']),
    );
    expect(await week(settings())).toEqual(one);
    expect((await week(settings(), undefined, 2)).sends).not.toEqual(one.sends);
    expect(one.heatMap[0]?.reduce((sum, count) => sum + count, 0)).toBe(one.sends.length);
    expect(one.notes).toContainEqual({ note: 'nothing-recorded' });
  });

  test('keeps the caps, and tells when they are reached', async () => {
    const report = await week(settings({ messagesPerDay: 4 }), undefined, 1, 2);
    expect(report.sends).toHaveLength(8);
    expect(report.caps).toEqual([{ rule: 'day-cap', days: ['2026-05-04', '2026-05-05'] }]);
    const sent = report.places.reduce((sum, place) => sum + place.sent, 0);
    expect(sent).toBe(8);
    expect(report.places.map(({ due }) => due)).toEqual([152, 16]);
  });

  test('counts what was sent before, and waits for what is in force', async () => {
    const spent = (intent: number) => ({
      ...{ intent, service: 'message', budget: 'unsolicited', peer: -5, at: MONDAY - HOUR_MS },
      ...{ outcome: 'sent', instant: false, begins: false },
    });
    const state = {
      ledger: [1, 2, 3].map(spent) as RecordedState['ledger'],
      restrictions: [
        {
          ...{ scope: 'account', peer: null, contentKind: null, budget: null, code: 'FLOOD_WAIT' },
          ...{ reason: 'flood wait', since: MONDAY - HOUR_MS, until: MONDAY + 20 * HOUR_MS },
        },
      ] as RecordedState['restrictions'],
    };
    // An hour west of Greenwich it is Sunday still, and three of four are spent.
    const limits = { messagesPerDay: 4, timeZone: 'Etc/GMT+1' };
    const held = await week(settings(limits), recordingOf(state), 1, 1);
    expect(held.sends.every(({ at }) => at >= MONDAY + 20 * HOUR_MS)).toBe(true);
    expect(held.holds[0]?.rule).toBe('restriction');
    const free = await week(settings(limits), recordingOf({ ledger: state.ledger }));
    const sunday = free.sends.filter(({ at }) => at < MONDAY + HOUR_MS);
    expect(sunday).toHaveLength(1);
  });

  test('goes on with private conversations, and lets people write as they did', async () => {
    const text = (id: string) => ({ id, variants: [`${id} for {name}`], afterMs: 2 * HOUR_MS });
    const base = settings();
    const config: Config = {
      ...base,
      services: ['dm'],
      dm: {
        ...base.dm,
        followUps: { ...base.dm.followUps, active: [text('nudge'), text('last')] },
      },
    };
    const said = { heard: 3, said: 1, firstSeenAt: MONDAY - DAY_MS, lastSaidAt: MONDAY - HOUR_MS };
    const consent = {
      basis: 'wrote_first',
      consentedAt: MONDAY - DAY_MS,
      refusedAt: null,
    } as const;
    const state: Partial<RecordedState> = {
      people: [PERSON, PERSON + 1].map((id) => ({ id, ...consent, ...said })),
      chats: [PERSON, PERSON + 1].map((peer) => ({
        peer,
        slowModeSeconds: 0,
        heard: { id: 5, at: MONDAY - 2 * HOUR_MS },
        own: { id: 6, at: MONDAY - HOUR_MS },
      })),
      conversations: [PERSON, PERSON + 1].map((person) => ({
        ...{ person, state: 'active', said: [], stage: 0, reason: null },
        due: { at: MONDAY + HOUR_MS, what: 'follow-up', id: 'nudge' },
      })),
    };
    // The second writes before: whoever waits for an answer is not followed up.
    const heard = [{ peer: PERSON + 1, at: MONDAY - DAY_MS + HOUR_MS / 2 }];
    const report = await week(config, recordingOf(state, heard), 1, 0.5);
    const to = (peer: number) => report.sends.filter((send) => send.peer === peer);
    expect(to(PERSON).map(({ template }) => template)).toEqual(['nudge', 'last']);
    expect(to(PERSON)[0]?.at).toBeLessThan(MONDAY + 2 * HOUR_MS);
    expect(to(PERSON + 1)).toEqual([]);
    expect(report.places).toEqual([expect.objectContaining({ service: 'dm', peer: null })]);
  });

  test('of a later time begins with what has come of it by then', async () => {
    const config = settings();
    const target = (peer: number, index: number) => ({
      ...{ key: String(peer), peer, written: String(peer), lastDueAt: null, templates: {} },
      schedule: index === 0 ? 'every 1140000 jitter 0' : 'cron 13 11 */3 * * * in UTC',
      nextDueAt: MONDAY + HOUR_MS,
    });
    const recording = recordingOf({ targets: GROUPS.map(target) });
    const whole = await week(config, recording, 1, 0.5);
    const from = MONDAY + 6 * HOUR_MS;
    const later = await simulateOn({
      ...{ config, recording, days: 0.25, from, seed: 1, signal: never() },
      database: await open(),
    });
    expect(later.sends.length).toBeGreaterThan(0);
    expect(later.sends).toEqual(whole.sends.filter(({ at }) => at >= from));
  });

  test('of an earlier time says that it does not know where the account stood', async () => {
    const pauses = [{ service: '*', since: MONDAY }] as const;
    const report = await simulateOn({
      ...{ config: settings(), days: 0.25, from: MONDAY - DAY_MS, seed: 1, signal: never() },
      recording: recordingOf({ pauses }),
      database: await open(),
    });
    expect(report.notes).toContainEqual({ note: 'begins-earlier' });
    expect(report.sends.length).toBeGreaterThan(0);
  });

  test('is called off at once', async () => {
    const stop = new AbortController();
    const called = simulateOn({
      ...{ config: settings(), days: 7, from: MONDAY, seed: 1, signal: stop.signal },
      database: await open(),
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(called).rejects.toThrow('enough');
  });
});

test('the database of a simulation is gone when it is over', async () => {
  const folders = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith('postaci-simulation-'));
  const before = new Set(folders());
  const stop = new AbortController();
  let seen: string | undefined;
  const called = simulate({
    ...{ config: settings(), days: 7, from: MONDAY, seed: 1, signal: stop.signal },
    onProgress: () => {
      seen = folders().find((name) => !before.has(name));
      stop.abort(new Error('enough'));
    },
  });
  await expect(called).rejects.toThrow('enough');
  expect(seen).toBeDefined();
  expect(existsSync(`${tmpdir()}/${seen}`)).toBe(false);
}, 120_000);
