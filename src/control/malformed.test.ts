import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type HttpStage, jsonOf, serveOverHttp } from '../../test/support/control-over-http.js';
import type { ImportedContact } from '../core/people.js';
import { CONTACTS_A_PAGE, type ContactsPage } from './contract/people.js';

let stage: HttpStage;
beforeAll(async () => {
  stage = await serveOverHttp();
});
afterAll(() => stage.stop());
afterEach(() => void stage.calls.splice(0));

const contact = { line: 2, who: { id: 7 } };
const page = (contacts: readonly unknown[]) => ({ source: 'fuar', dryRun: true, contacts });

/** Each body with what its answer has to name first. */
const BODIES: readonly (readonly [string, unknown, RegExp])[] = [
  ['/v1/pause', undefined, /^the request: /],
  ['/v1/pause', null, /^the request: /],
  ['/v1/pause', [], /^the request: /],
  ['/v1/pause', { scope: 'all' }, /^scope: /],
  ['/v1/pause', { scope: '*', until: 5 }, /until/],
  ['/v1/lift', { restriction: 0 }, /^restriction: /],
  ['/v1/lift', { restriction: 'all' }, /^restriction: /],
  ['/v1/send-test', { target: 'grup1' }, /^text: /],
  ['/v1/send-test', { target: '  ', text: 'x' }, /^target: /],
  ['/v1/send-test', { target: 'a', text: 'x'.repeat(4_097) }, /^text: /],
  ['/v1/contacts/import', page([]), /^contacts: /],
  ['/v1/contacts/import', page(Array(CONTACTS_A_PAGE + 1).fill(contact)), /^contacts: /],
  ['/v1/contacts/import', { ...page([contact]), source: '  ' }, /^source: /],
  ['/v1/contacts/import', { source: 'x', contacts: [contact] }, /^dryRun: /],
  ['/v1/contacts/import', page([{ ...contact, who: { id: -7 } }]), /^contacts.0.who/],
  ['/v1/contacts/import', page([{ ...contact, who: { id: 2 ** 52 } }]), /^contacts.0.who/],
  ['/v1/contacts/import', page([{ ...contact, who: { username: '@can' } }]), /^contacts.0.who/],
  ['/v1/contacts/import', page([{ ...contact, line: 0 }]), /^contacts.0.line/],
  ['/v1/contacts/import', page([{ ...contact, language: 'Turkish' }]), /^contacts.0.language/],
  ['/v1/contacts/import', { ...page([contact]), phone: '+90' }, /phone/],
  ['/v1/contacts/refuse', { who: 7 }, /^who: /],
  ['/v1/contacts/forget', { who: ' ' }, /^who: /],
  ['/v1/contacts/forget', { who: 'x'.repeat(65) }, /^who: /],
  ['/v1/takeovers/lift', { peer: 7 }, /^who: /],
  ['/v1/drafts/approve', { id: 1.5 }, /^id: /],
  ['/v1/drafts/approve', { id: '41' }, /^id: /],
  ['/v1/drafts/approve', { id: 41, text: ' ' }, /^text: /],
  ['/v1/drafts/reject', { id: 41, reason: 'x'.repeat(257) }, /^reason: /],
  ['/v1/settings', { values: { MESSAGES_PER_DAY: '30' } }, /^dryRun: /],
  ['/v1/settings', { values: { MESSAGES_PER_DAY: 30 }, dryRun: true }, /^values.MESSAGES_PER_DAY/],
  ['/v1/settings', { values: { 'A B': '1' }, dryRun: true }, /^values.A B: /],
  ['/v1/limits', { messagesPerDay: -1, dryRun: true }, /^messagesPerDay: /],
  ['/v1/limits', { minIntervalSeconds: null, dryRun: true }, /^minIntervalSeconds: /],
  ['/v1/allowlist', { addGroups: '@grup1', dryRun: true }, /^addGroups: /],
  ['/v1/debug', { on: 'yes' }, /^on: /],
  ['/v1/restart', { dryRun: true }, /dryRun/],
  ['/v1/stop', [], /^the request: /],
];

const ADDRESSES: readonly (readonly [string, RegExp])[] = [
  ['/v1/why?id=0', /^id: /],
  ['/v1/why?id=1e3', /^id: a whole number/],
  ['/v1/why?id=1&id=2', /^id: /],
  ['/v1/why?id=3&peer=@ada', /id or peer, not both/],
  ['/v1/why?number=1', /number/],
  ['/v1/settled', /^id: /],
  ['/v1/settled?id=%zz', /^id: /],
  ['/v1/contacts?who=', /^who: /],
  ['/v1/plan', /^limit: /],
  ['/v1/plan?limit=0', /^limit: /],
  ['/v1/plan?limit=1001', /^limit: /],
  ['/v1/log?limit=5&level=trace', /^level: /],
  ['/v1/log?limit=5&since=yesterday', /^since: /],
  ['/v1/days?count=367', /^count: /],
  ['/v1/status?verbose=1', /verbose/],
  [`/v1/events?after=${'x'.repeat(65)}`, /^after: /],
  ['/health?x=1', /x/],
];

describe('what is malformed is refused with its name', () => {
  test.each(BODIES)('%s (body %#)', async (path, body, why) => {
    const response = await stage.ask(path, jsonOf(body));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'USAGE',
      problem: expect.stringMatching(why),
    });
    expect(stage.calls).toEqual([]);
  });

  test.each(ADDRESSES)('%s', async (path, why) => {
    const response = await stage.ask(path);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'USAGE',
      problem: expect.stringMatching(why),
    });
    expect(stage.calls).toEqual([]);
  });

  test('of a thousand wrong lines the first are named', async () => {
    const wrong = Array(CONTACTS_A_PAGE).fill({ ...contact, line: 0 });
    const response = await stage.ask('/v1/contacts/import', jsonOf(page(wrong)));
    const { problem } = (await response.json()) as { problem: string };
    expect(problem).toMatch(/^contacts.0.line.*and 990 more$/);
  });
});

describe('a page of contacts', () => {
  /** Every field at its longest. */
  const longest = (index: number): ImportedContact => ({
    line: 1_000_000 + index,
    who: { username: `k${'_a'.repeat(15)}` },
    consentedAt: 1_780_000_000_000,
    language: 'tr',
  });

  test('may be a whole one, however long its lines are', async () => {
    const contacts = Array.from({ length: CONTACTS_A_PAGE }, (_, index) => longest(index));
    const whole: ContactsPage = { source: 'fuar', dryRun: true, contacts };
    const response = await stage.ask('/v1/contacts/import', jsonOf(whole));
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveLength(CONTACTS_A_PAGE);
    expect(stage.calls).toEqual([['importContacts', whole]]);
  });
});

describe('what is no HTTP at all', () => {
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(stage.url);
      let answer = '';
      connect(Number(port), hostname)
        .setEncoding('utf8')
        .on('data', (piece) => {
          answer += piece;
        })
        .on('error', reject)
        .on('close', () => resolve(answer))
        .end(text);
    });

  test.each([
    ['GARBAGE\r\n\r\n', /^HTTP\/1.1 400 /],
    [`GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1.1 431 /],
    ['GET /%zz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n', /^HTTP\/1.1 400 /],
  ])('(case %#) gets an answer in the same shape', async (text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(status);
    expect(answer).toMatch(/cache-control: no-store/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      code: 'USAGE',
      remedy: expect.stringMatching(/./),
    });
  });
});
