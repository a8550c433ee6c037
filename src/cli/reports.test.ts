import { describe, expect, test } from '@jest/globals';
import { PLAN, STATUS, USERS } from '../../test/support/control-handlers.js';
import type { Control } from '../control/contract/control.js';
import type { StreamedEvent } from '../control/contract/stream.js';
import { PostaciError } from '../core/errors.js';
import { VirtualClock } from '../lib/virtual-clock.js';
import { dayLines } from './day-lines.js';
import { eventLine } from './events/event-line.js';
import { followEvents } from './events/follow-events.js';
import { planLines } from './people/plan-lines.js';
import { usersLines } from './people/users-lines.js';
import { sentLines } from './sent-lines.js';
import { statusLines } from './status-lines.js';
import { thawLines } from './thaw-lines.js';
import { whyLines } from './why-lines.js';
import { readWhyQuestion } from './why-question.js';

const TURKISH = { language: 'tr', timeZone: 'Europe/Istanbul', now: 3_600_005 } as const;
const RUSSIAN = { ...TURKISH, language: 'ru' } as const;
const ENGLISH = { ...TURKISH, language: 'en' } as const;

describe('reports in other languages', () => {
  test('the status', () => {
    const [customer, , health] = statusLines(STATUS, TURKISH);
    expect(customer).toMatch(
      /^müşteri {4}1 {3}postaci .*, çalışma süresi 1 sa, veritabanı postgres$/,
    );
    expect(health).toBe('durum      iyi');
    expect(statusLines(STATUS, RUSSIAN).slice(-2)).toEqual([
      'люди       известно 3, можно писать 2, не хотят 1; с запланированным 1',
      'перехват   Can (7): молчание ещё 5 ч (postaci takeovers lift 7)',
    ]);
  });

  test('people and plans', () => {
    expect(usersLines(USERS, TURKISH)[1]).toMatch(/^izin {7}1 önce yazdı/);
    expect(planLines(PLAN, RUSSIAN)[0]).toMatch(/^когда +сервис +кому +что +примечание$/);
    expect(planLines([], TURKISH)).toEqual(['Planlanan bir şey yok.']);
  });
});

describe('the status', () => {
  test('names the rules that hold messages back, and Telegram’s answers, in the reader’s language', () => {
    const due = { id: 9, peer: -1, at: 3_600_005, rule: 'day-cap', reason: 'all are sent' };
    const queue = { ...STATUS.queue, waiting: { 'day-cap': 2 } };
    const lines = (reader: typeof ENGLISH | typeof TURKISH, next: typeof due) =>
      statusLines({ ...STATUS, queue: { ...queue, next } }, reader).join('\n');
    expect(lines(ENGLISH, due)).toContain('waiting    2 for cap of the day (day-cap)\n');
    expect(lines(ENGLISH, due)).toContain('now; cap of the day (day-cap): all are sent\n');
    expect(lines(TURKISH, due)).toContain('bekleyen   2 mesaj, kural: günlük sınır (day-cap)\n');
    expect(lines(TURKISH, due)).toContain('şimdi; günlük sınır (day-cap)\n');
    const flood = { ...due, rule: 'FLOOD_WAIT_9', reason: 'wait 9 s' };
    expect(lines(TURKISH, flood)).toContain('FLOOD_WAIT_9: Telegram beklenmesini istiyor');
    const strange = { ...due, rule: 'X_Y', reason: 'odd' };
    expect(lines(TURKISH, strange)).toContain('X_Y: odd');
  });

  test('says what waits for a start or an approval, and why files are not in force', () => {
    const configuration = { loadedAt: 0, needRestart: ['API_ID'], problem: 'x.env:3 is wrong' };
    const lines = statusLines({ ...STATUS, drafts: 2, debug: true, configuration }, ENGLISH);
    expect(lines).toEqual(
      expect.arrayContaining([
        'drafts     2 wait for your approval (postaci approve)',
        'settings   the files are not in force: x.env:3 is wrong',
        'settings   API_ID wait for the next start (postaci restart)',
        'debug      the log is written in detail (postaci debug off)',
      ]),
    );
  });
});

describe('the plan', () => {
  test('calls comments by their name, and shows what an answer says', () => {
    const at = 0;
    const lines = planLines(
      [
        { at, service: 'comment', peer: -100, name: 'Kanal', what: 'comment', text: 'Güzel' },
        {
          at,
          service: 'reply',
          peer: 7,
          name: 'Ada',
          what: 'answer',
          text: 'Hoş\ngeldin',
          note: 'x',
        },
      ],
      ENGLISH,
    );
    expect(lines[1]).toMatch(/comment {2}Kanal \(-100\) {2}comment {2}“Güzel”$/);
    expect(lines[2]).toMatch(/answer {3}x: “Hoş geldin”$/);
  });
});

test('the story of a message steers no terminal', () => {
  const report = { sentences: [], asked: 1, decisions: [], message: null };
  expect(whyLines(report, TURKISH)).toEqual(['1 numaralı mesaj yok; kaydı temizlenmiş olabilir.']);
  const message = {
    ...({ id: 1, service: 'message', state: 'draft' } as const),
    ...{ peer: -1, name: 'K\u001b[2J\nK' },
    ...{ proposedAt: 0, plannedFor: 0, nextAt: null, attempts: 0, settledAt: null },
    ...{ messageIds: [], cause: null, behind: null },
  };
  expect(whyLines({ ...report, message }, ENGLISH)).toEqual([
    'Message 1 of the service message to K?[2J K (-1) was proposed at 1970-01-01 02:00:00 (times of Europe/Istanbul).',
    'It is a draft, and waits for your approval.',
  ]);
});

describe('tables', () => {
  test('of days have a column for each service that spoke', () => {
    const day = { refused: 1, failed: 0, expired: 0, heard: 9 };
    expect(
      dayLines([
        { day: '2026-05-01', sent: { dm: 2, message: 3 }, ...day },
        { day: '2026-05-02', sent: {}, ...day },
      ]),
    ).toEqual([
      'day         sent  dm  message  refused  failed  expired  heard',
      '2026-05-01  5     2   3        1        0       0        9',
      '2026-05-02  0     0   0        1        0       0        9',
    ]);
  });

  test('of what was sent say why it was not, and show nothing that a terminal would obey', () => {
    const [, line] = sentLines(
      [
        {
          ...{ id: 4, service: 'dm', peer: 7, name: 'Ada', state: 'refused', at: 0 },
          ...{ text: '\u001b[2Jselam', reason: 'no consent' },
        },
      ],
      ENGLISH,
    );
    expect(line).toBe(
      '1970-01-01 02:00:00  4       dm       Ada (7)  refused (no consent)  ?[2Jselam',
    );
    expect(sentLines([], RUSSIAN)).toEqual(['Пока ничего не отправлено.']);
  });
});

test('a thaw that could not ask lifts nothing, and says so', () => {
  const left = [{ id: 3, code: 'FROZEN_METHOD_INVALID', until: null }];
  const report = { frozen: null, problem: 'Telegram cannot be asked now: X', lifted: [], left };
  expect(thawLines(report, ENGLISH)).toEqual([
    'telegram   could not be asked: Telegram cannot be asked now: X. Nothing was lifted.',
    'holds      3 FROZEN_METHOD_INVALID, until Telegram ends it',
  ]);
});

describe('a question why', () => {
  test.each([
    ['last', { about: 'last' }],
    ['412', { about: 'id', id: 412 }],
    ['@ada', { about: 'peer', who: '@ada' }],
    ['-1001234567890', { about: 'peer', who: '-1001234567890' }],
    ['https://t.me/grup1', { about: 'peer', who: 'https://t.me/grup1' }],
    ['t.me/grup1', { about: 'peer', who: 't.me/grup1' }],
  ])('"%s"', (written, question) => {
    expect(readWhyQuestion(written)).toEqual(question);
  });

  test.each(['this', '0', '-', '@', ''])('"%s" is none', (written) => {
    expect(() => readWhyQuestion(written)).toThrow(PostaciError);
  });
});

describe('live events', () => {
  test('are a line each, whatever strangers write', () => {
    const event = { type: 'heard', at: 0, peer: 7, own: false, text: 'a\n\u001b[31mb' } as const;
    expect(eventLine(event, 'UTC')).toBe('1970-01-01 00:00:00 heard      from 7: a ?[31mb');
  });

  test('say what holds a message, and until when', () => {
    const held = { type: 'intent', at: 0, id: 4, service: 'dm', peer: 7, state: 'queued' } as const;
    expect(eventLine({ ...held, rule: 'window', until: 60_000, reason: 'slowly' }, 'UTC')).toBe(
      '1970-01-01 00:00:00 message    4 dm to 7 queued (window until 1970-01-01 00:01:00): slowly',
    );
  });

  test('go on behind the last one after the daemon was away; at the beginning it has to run', async () => {
    const away = new PostaciError('DAEMON_NOT_RUNNING', 'nobody answers', 'Start it');
    const one = (id: string): StreamedEvent => ({
      id,
      event: { type: 'connection', at: 0, state: 'online' },
    });
    const asked: (string | undefined)[] = [];
    const answers = [[one('a'), one('b')], away, [one('c')]];
    const ending = new AbortController();
    const control: Pick<Control, 'status' | 'events'> = {
      status: async () => STATUS,
      async *events(_signal, after) {
        asked.push(after);
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        yield* answer ?? [];
      },
    };
    const clock = new VirtualClock(0);
    const heard: string[] = [];
    const following = (async () => {
      for await (const { id } of followEvents(control, clock, ending.signal)) {
        heard.push(id);
        if (id === 'c') ending.abort();
      }
    })();
    await clock.during(following);

    expect([heard, asked]).toEqual([
      ['a', 'b', 'c'],
      [undefined, 'b', 'b'],
    ]);
    const dead = { ...control, status: () => Promise.reject(away) };
    await expect(followEvents(dead, clock, ending.signal).next()).rejects.toBe(away);
  });
});
