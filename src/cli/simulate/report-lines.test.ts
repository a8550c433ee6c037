import { describe, expect, test } from '@jest/globals';
import { INTERFACE_LANGUAGES } from '../../core/languages.js';
import type { SimulationReport } from '../../daemon/simulate/report.js';
import { reportLines, sendLines } from './report-lines.js';

const FROM = Date.UTC(2026, 4, 4);
const HOUR = 3_600_000;

const report: SimulationReport = {
  from: FROM,
  to: FROM + 7 * 24 * HOUR,
  days: 7,
  timeZone: 'UTC',
  seed: 1,
  basis: { recordedAt: FROM - HOUR, heardSince: FROM - 90 * HOUR, heard: 1_240, queued: 3 },
  places: [
    {
      ...{
        service: 'message',
        peer: -1,
        place: 'https://t.me/a_group_with_a_long_name/42',
        due: 168,
      },
      ...{ sent: 23, unsent: 34, waiting: 1, firstAt: FROM, lastAt: FROM + HOUR },
    },
    {
      ...{ service: 'dm', peer: null, place: 'people', due: null },
      ...{ sent: 0, unsent: 0, waiting: 0, firstAt: null, lastAt: null },
    },
  ],
  sends: [
    {
      at: FROM,
      plannedFor: FROM,
      service: 'message',
      peer: -1,
      place: '@group',
      template: 'offer',
    },
  ],
  unsent: [
    {
      ...{ at: FROM, plannedFor: FROM, service: 'message', peer: -1, place: '@group' },
      ...{ state: 'expired', rule: 'expiry', reason: 'it could not be sent in time' },
    },
  ],
  holds: [
    {
      ...{ rule: 'new-conversations', times: 1_204, totalMs: 90 * HOUR, longestMs: 26 * HOUR },
      example: {
        ...{ at: FROM, service: 'message', place: '@evil\u001b[2J', verdict: 'wait' },
        ...{
          until: FROM + HOUR,
          reason: 'all 15 messages of the day are sent',
          figure: '15 of 15',
        },
      },
    },
  ],
  caps: [{ rule: 'day-cap', days: ['2026-05-04', '2026-05-05'] }],
  heatMap: [],
  commentSlots: [FROM + HOUR],
  notes: [
    { note: 'never-found', places: ['@one', '@two'] },
    { note: 'heard-little', hours: 0 },
    { note: 'heard-little', hours: 1 },
    { note: 'heard-little', hours: 5 },
    { note: 'paused', what: '*' },
    { note: 'no-comments' },
    { note: 'few-answers' },
    { note: 'queue-cut', waiting: 5_000, taken: 2_000 },
    { note: 'begins-earlier' },
    { note: 'nothing-recorded' },
    { note: 'complaint', text: 'no template is for this group' },
  ],
};

const said = (language: (typeof INTERFACE_LANGUAGES)[number]) =>
  reportLines(report, { language, timeZone: 'UTC', now: FROM }, ['MESSAGES_PER_DAY=20']);

describe('a simulation, told in a terminal', () => {
  test.each(INTERFACE_LANGUAGES)('fits into 80 columns (%s)', (language) => {
    for (const line of said(language)) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('tells what goes where, what holds it back with an example, and what was taken for granted', () => {
    const text = said('en').join('\n');
    expect(text).toContain('With: MESSAGES_PER_DAY=20');
    expect(text).toMatch(/^message {2}https:\/\/t\.me\/a_gr… {2}168 {2}23 {4}34 {4}1 /m);
    expect(text).toMatch(/^dm {7}people/m);
    expect(text).toMatch(/^in all +23 {4}34 {4}1$/m);
    expect(text).toContain('1 not sent: expiry: it could not be sent in time');
    expect(text).toMatch(/^new-conversations {2}1204 {3}3 d 18 h {2}1 d 2 h$/m);
    expect(text).toContain('(until 05-04 01:00): all 15 messages of the day');
    expect(text).toContain('The cap of day-cap is reached on 05-04, 05-05.');
    expect(text).toContain('Never found so far');
    expect(text).toContain('Everything is paused');
  });

  test('names cannot steer the terminal', () => {
    expect(said('en').join('\n')).not.toContain('\u001b');
  });

  test('lists every message when asked', () => {
    expect(sendLines(report, { language: 'en', timeZone: 'UTC', now: FROM })).toEqual([
      'when              service  to      template',
      '2026-05-04 00:00  message  @group  offer',
    ]);
  });
});
