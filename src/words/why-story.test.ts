import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ANSWERS_CASES } from '../../test/support/rule-cases/answers.js';
import { BUDGET_CASES } from '../../test/support/rule-cases/budget.js';
import { CONSENT_CASES } from '../../test/support/rule-cases/consent.js';
import { PEOPLE_CASES } from '../../test/support/rule-cases/people.js';
import { ask, type Case } from '../../test/support/rule-cases/rule-case.js';
import { STANDING_CASES } from '../../test/support/rule-cases/standing.js';
import type { Finding } from '../core/finding.js';
import { RULE_NAMES, type RuleName } from '../core/guard.js';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../core/languages.js';
import type { RuleAnswer, WhyDecision, WhyReport } from '../core/why.js';
import { WITHDRAWALS } from '../core/withdrawal.js';
import { DELIVERY_CODES } from '../daemon/metrics/codes.js';
import { RULES as ASKED } from '../guard/rules/rules.js';
import { FINDINGS } from './findings.js';
import { RULE_LABELS, ruleIn } from './rule-labels.js';
import { RULES } from './rules.js';
import { saidBy, TELEGRAM_SAYS } from './telegram-says.js';
import { whatWasFound, whyStory } from './why-story.js';

const NOON = Date.UTC(2026, 5, 10, 12);
const HOUR = 3_600_000;

type Message = NonNullable<WhyReport['message']>;

const MESSAGE: Message = {
  id: 41,
  service: 'message',
  peer: -1_001,
  name: 'Kahve',
  state: 'queued',
  proposedAt: NOON,
  plannedFor: NOON,
  nextAt: NOON + 6 * HOUR,
  attempts: 0,
  settledAt: null,
  messageIds: [],
  cause: null,
  behind: null,
};

function decision(
  verdict: WhyDecision['verdict'],
  rule: RuleName,
  found: Finding,
  more: Partial<WhyDecision> = {},
): WhyDecision {
  const answer: RuleAnswer = { rule, said: verdict, reason: 'in English', figure: 'too', found };
  const by = verdict === 'allow' ? null : rule;
  return { at: NOON + 1_000, verdict, rule: by, until: null, rules: [answer], ...more };
}

function told(
  language: InterfaceLanguage,
  message: Partial<Message>,
  decisions: readonly WhyDecision[] = [],
  timeZone = 'UTC',
): readonly string[] {
  const report = { sentences: [], asked: 41, message: { ...MESSAGE, ...message }, decisions };
  return whyStory(report, { language, timeZone });
}

const CLOSED = { kind: 'closed', at: NOON + 1_000, opensAt: NOON + 6 * HOUR } as const;
const WAITED = decision('wait', 'window', CLOSED, { until: NOON + 6 * HOUR });
const SENT = {
  state: 'sent',
  nextAt: null,
  settledAt: NOON + 6 * HOUR + 2_000,
  messageIds: [7],
} as const;

describe('the story of a message', () => {
  const WENT = decision('allow', 'day-cap', {
    kind: 'sent-today',
    count: 28,
    cap: 40,
    tooLate: false,
  });

  test('tells what held it back, what let it go and what came of it, in English', () => {
    const story = told('en', { ...SENT, attempts: 2 }, [WAITED, WENT], 'Europe/Istanbul');
    expect(story).toEqual([
      'Message 41 of the service message to Kahve (-1001) was proposed at 2026-06-10 15:00:00 (times of Europe/Istanbul).',
      `2026-06-10 15:00:01: it had to wait until 2026-06-10 21:00:00. The rule: active hours (window). What it found: it was 2026-06-10 15:00:01, and the active hours begin at 2026-06-10 21:00:00. ${RULES.en.window}`,
      '2026-06-10 15:00:01: every rule let it go (cap of the day: 28 of 40 today).',
      'It was sent at 2026-06-10 21:00:02 as message 7, 6 h after it was proposed. It took 2 attempts, all with the same id.',
    ]);
  });

  test('in Turkish', () => {
    expect(told('tr', { ...SENT, plannedFor: NOON + HOUR }, [WAITED, WENT])).toEqual([
      'message servisinin 41 numaralı mesajı Kahve (-1001) için 2026-06-10 12:00:00 anında önerildi (saatler: UTC). En erken 2026-06-10 13:00:00 için planlandı.',
      `2026-06-10 12:00:01: 2026-06-10 18:00:00 anına kadar beklemesi gerekti. Kural: etkin saatler (window). Bulunan: o anda saat: 2026-06-10 12:00:01; etkin saatlerin başlangıcı: 2026-06-10 18:00:00. ${RULES.tr.window}`,
      '2026-06-10 12:00:01: bütün kurallar izin verdi (günlük sınır: bugün 28/40).',
      'Gönderildi: 2026-06-10 18:00:02, 7 numaralı mesaj olarak, önerilmesinden 6 sa sonra.',
    ]);
  });

  test('in Russian', () => {
    expect(told('ru', SENT, [WAITED, WENT])).toEqual([
      'Сообщение 41 сервиса message, кому: Kahve (-1001), предложено 2026-06-10 12:00:00 (время: UTC).',
      `2026-06-10 12:00:01: пришлось ждать до 2026-06-10 18:00:00. Правило: активные часы (window). Что оно увидело: было 2026-06-10 12:00:01, а активные часы начнутся 2026-06-10 18:00:00. ${RULES.ru.window}`,
      '2026-06-10 12:00:01: все правила его пропустили (дневной лимит: за сегодня 28 из 40).',
      'Отправлено 2026-06-10 18:00:02 как сообщение 7, через 6 ч после предложения.',
    ]);
  });

  test('explains a rule once, and repeats no reason', () => {
    const cause = { code: 'window', reason: 'outside', withdrawal: null };
    const story = told('en', { cause }, [WAITED, WAITED]);
    expect(story.filter((text) => text.includes(RULES.en.window))).toHaveLength(1);
    expect(story.at(-1)).toBe('It is queued, and looked at again at 2026-06-10 18:00:00.');
  });

  test.each([
    ['FLOOD_WAIT_30', 'The answer was FLOOD_WAIT_30. Telegram asks for patience'],
    ['WHAT_IS_THIS', 'The answer was WHAT_IS_THIS. Noted with it: “in English”.'],
    ['hour-cap', 'The rule: cap of the hour (hour-cap).'],
  ])('tells why it waits when that is %s', (code, said) => {
    const cause = { code, reason: 'in English', withdrawal: null };
    expect(told('en', { cause }).at(-1)).toContain(
      `looked at again at 2026-06-10 18:00:00. ${said}`,
    );
  });

  test('tells how it was taken back', () => {
    const ended = (cause: Message['cause']) =>
      told('en', { state: 'refused', nextAt: null, settledAt: NOON, cause }).at(-1);
    const refused = 'It was refused at 2026-06-10 12:00:00: it was not sent, and will not be.';
    const by = (withdrawal: NonNullable<Message['cause']>['withdrawal'], code = 'cancelled') =>
      ended({ code, reason: 'too cheeky', withdrawal });
    expect(by({ why: 'answered' })).toBe(
      `${refused} The person has answered, so it is not needed any more.`,
    );
    expect(by({ why: 'opted-out', word: 'dur' })).toMatch(/opted out by the word “dur”\.$/);
    expect(by({ why: 'mode', mode: 'off' })).toMatch(/mode of answering is off by now\.$/);
    expect(by(null, 'approval')).toBe(`${refused} Noted with it: “too cheeky”.`);
  });

  test('tells of each state what it is', () => {
    const cause = { code: 'LOST_TRACK', reason: 'too much was written since', withdrawal: null };
    expect(told('en', { nextAt: null }).at(-1)).toMatch(/held until something happens/);
    expect(told('en', { state: 'draft' }).at(-1)).toMatch(/draft, and waits for your approval/);
    expect(told('en', { state: 'sending' }).at(-1)).toBe('It is being sent now.');
    expect(told('en', { state: 'sending', attempts: 1, cause }).at(-1)).toMatch(/not known yet/);
    expect(told('en', { state: 'unknown', cause }).at(-1)).toMatch(/look into the chat\. Noted/);
    expect(told('en', { state: 'expired', settledAt: NOON }).at(-1)).toMatch(/^It expired at 2026/);
    expect(told('en', { behind: { id: 40, rule: 'slow-mode', reason: null } }).at(-1)).toBe(
      'It stands in line behind message 40, which is held by: slow mode (slow-mode).',
    );
  });

  test('of nothing says so', () => {
    const of = (asked: number | null) =>
      whyStory(
        { sentences: [], asked, message: null, decisions: [] },
        { language: 'ru', timeZone: 'UTC' },
      );
    expect(of(null)).toEqual(['Пока ничего не предложено.']);
    expect(of(9)[0]).toMatch(/^Сообщения 9 нет/);
  });

  test('tells what an older program found in its words', () => {
    const answer = { rule: 'day-cap', said: 'wait', reason: 'full', figure: '4 of 4' } as const;
    const reader = { language: 'tr', timeZone: 'UTC' } as const;
    expect(whatWasFound({ ...answer, found: null }, reader)).toBe('4 of 4: full');
    expect(whatWasFound({ ...answer, reason: null, figure: null, found: null }, reader)).toBe('');
  });
});

describe('the words of the rules', () => {
  const CASES: Readonly<Record<RuleName, readonly Case[]>> = {
    ...STANDING_CASES,
    ...BUDGET_CASES,
    ...CONSENT_CASES,
    ...PEOPLE_CASES,
    ...ANSWERS_CASES,
  };
  const FOUND = RULE_NAMES.flatMap((rule) =>
    CASES[rule].flatMap((one) => ask(ASKED[rule], one).found ?? []),
  );

  test.each(INTERFACE_LANGUAGES)('name and explain every rule (%s)', (language) => {
    for (const rule of RULE_NAMES) {
      expect(RULE_LABELS[language][rule]).not.toBe('');
      expect(RULES[language][rule]).toMatch(/^\p{Lu}.*\.$/u);
      expect(ruleIn(RULE_LABELS[language], rule)).toContain(`(${rule})`);
    }
    expect(ruleIn(RULE_LABELS[language], 'constructor')).toBe('constructor');
  });

  test('name the same variables in every language, and those of docs/limits.md', () => {
    const limits = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8');
    const variables = (text: string) => [...new Set(text.match(/[A-Z]+(?:_[A-Z]+)+/g))].sort();
    for (const rule of RULE_NAMES) {
      const named = variables(RULES.en[rule]);
      expect([rule, variables(RULES.tr[rule]), variables(RULES.ru[rule])]).toEqual([
        rule,
        named,
        named,
      ]);
      for (const name of named) expect(limits).toContain(name);
    }
  });

  test('tell whatever a rule can find, with each of its figures', () => {
    const kinds = new Set(FOUND.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(Object.keys(FINDINGS.en).sort());
    for (const language of INTERFACE_LANGUAGES) {
      for (const found of FOUND) {
        const answer = {
          rule: 'expiry',
          said: 'allow',
          reason: null,
          figure: null,
          found,
        } as const;
        const text = whatWasFound(answer, { language, timeZone: 'UTC' });
        expect(text).not.toMatch(/undefined|NaN|null|Infinity|\[object/);
        for (const [name, value] of Object.entries(found)) {
          if (/^(count|cap|here|hereCap|today|todayCap|warmUpDay|code|word)$/.test(name)) {
            if (value !== null) expect(text).toContain(String(value));
          }
        }
      }
    }
  });
});

describe('what Telegram answers', () => {
  test('is explained in every language', () => {
    // Nothing is known of what nobody foresaw.
    const known = DELIVERY_CODES.filter((code) => code !== 'UNFORESEEN');
    for (const language of INTERFACE_LANGUAGES) {
      const silent = known.filter((code) => saidBy(TELEGRAM_SAYS[language], code) === undefined);
      expect(silent).toEqual([]);
    }
    expect(saidBy(TELEGRAM_SAYS.en, 'SOMETHING_NEW')).toBeUndefined();
  });
});

test('every way to take a message back is told in other words than the daemon’s own in Turkish', () => {
  for (const why of Object.keys(WITHDRAWALS) as (keyof typeof WITHDRAWALS)[]) {
    const cause = { code: 'cancelled', reason: WITHDRAWALS[why], withdrawal: { why } };
    const story = told('tr', { state: 'refused', settledAt: NOON, cause }).at(-1);
    expect(story).not.toContain(WITHDRAWALS[why]);
    expect(story).toMatch(/gönderilmeyecek\. \p{Lu}/u);
  }
});
