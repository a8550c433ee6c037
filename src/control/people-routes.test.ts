import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  CONTACT,
  ERASURE,
  handlers,
  PLAN,
  STATUS,
  USERS,
} from '../../test/support/control-handlers.js';
import { makeWorkspace } from '../../test/support/workspace.js';
import type { ImportedContact } from '../core/people.js';
import { createEventBus } from '../lib/event-bus.js';
import { connectControl } from './client.js';
import { CONTACTS_A_PAGE, type ContactsPage } from './contract/people.js';
import { ROUTES } from './routes.js';
import { buildServer, serveControl } from './server.js';

/** Every field at its longest. */
const longest = (index: number): ImportedContact => ({
  line: 1_000_000 + index,
  who: { username: `k${'_a'.repeat(15)}` },
  consentedAt: 1_780_000_000_000,
  language: 'tr',
});

const page = (contacts: readonly ImportedContact[]): ContactsPage => ({
  source: 'fuar 2026, kayıt masası',
  dryRun: true,
  contacts,
});

describe('what is asked about people', () => {
  const asked: unknown[] = [];
  const workspace = makeWorkspace();
  const socketPath = `${workspace.path}/control.sock`;
  const control = connectControl(socketPath);
  let stop = async () => {};
  beforeAll(async () => {
    stop = await serveControl({
      socketPath,
      handlers: handlers(asked),
      events: createEventBus(),
    });
  });
  afterAll(async () => {
    await stop();
    workspace.remove();
  });
  beforeEach(() => void asked.splice(0));

  test('comes to the handlers, and their answers back', async () => {
    expect(await control.contact('@ada_yildiz')).toEqual(CONTACT);
    await control.refuse('7');
    expect(await control.forget('@ada & co')).toEqual(ERASURE);
    expect(await control.users()).toEqual(USERS);
    expect(await control.plan(20)).toEqual(PLAN);
    expect(await control.takeovers()).toEqual(STATUS.takeovers);
    await control.liftTakeover('-1001234567890');
    expect(asked).toEqual([
      ['contact', '@ada_yildiz'],
      ['refuse', '7'],
      ['forget', '@ada & co'],
      ['lift-takeover', '-1001234567890'],
    ]);
  });

  test('takes a whole page of an imported list, however long its lines are', async () => {
    const whole = page(Array.from({ length: CONTACTS_A_PAGE }, (_, index) => longest(index)));
    const outcomes = await control.importContacts(whole);
    expect(outcomes).toHaveLength(CONTACTS_A_PAGE);
    expect(asked).toEqual([['import', whole]]);
  });

  test('takes contacts with nothing but who they are', async () => {
    const bare = page([{ line: 2, who: { id: 2 ** 52 - 1 } }]);
    expect(await control.importContacts(bare)).toEqual([{ line: 2, result: 'added' }]);
    expect(asked).toEqual([['import', bare]]);
  });
});

describe('what is malformed about people', () => {
  const asked: unknown[] = [];
  const app = buildServer(handlers(asked), createEventBus());
  let base: string;
  beforeAll(async () => {
    base = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => app.close());

  const contact = { line: 2, who: { id: 7 } };
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    [ROUTES.importContacts, { ...page([]) }, /^contacts: /],
    [ROUTES.importContacts, page(Array(CONTACTS_A_PAGE + 1).fill(contact)), /^contacts: /],
    [ROUTES.importContacts, { ...page([contact]), source: '  ' }, /^source: /],
    [ROUTES.importContacts, { ...page([contact]), source: 'x'.repeat(257) }, /^source: /],
    [ROUTES.importContacts, { source: 'x', contacts: [contact] }, /^dryRun: /],
    [ROUTES.importContacts, page([{ ...contact, who: { id: -7 } }]), /^contacts.0.who/],
    [ROUTES.importContacts, page([{ ...contact, who: { id: 2 ** 52 } }]), /^contacts.0.who/],
    [ROUTES.importContacts, page([{ ...contact, who: { username: '@can' } }]), /^contacts.0.who/],
    [ROUTES.importContacts, page([{ ...contact, line: 0 }]), /^contacts.0.line/],
    [ROUTES.importContacts, page([{ ...contact, language: 'Turkish' }]), /^contacts.0.language/],
    [ROUTES.importContacts, { ...page([contact]), phone: '+90' }, /phone/],
    [ROUTES.refuse, {}, /^who: /],
    [ROUTES.refuse, { who: 7 }, /^who: /],
    [ROUTES.forget, { who: ' ' }, /^who: /],
    [ROUTES.forget, { who: 'x'.repeat(65) }, /^who: /],
    [ROUTES.liftTakeover, { peer: 7 }, /who/],
    [`${ROUTES.contact}`, undefined, /^who: /],
    [`${ROUTES.contact}?who=`, undefined, /^who: /],
    [`${ROUTES.plan}`, undefined, /^limit: /],
    [`${ROUTES.plan}?limit=0`, undefined, /^limit: /],
    [`${ROUTES.plan}?limit=1001`, undefined, /^limit: /],
  ];

  test.each(cases)('%s (case %#) is refused with 400 and the reason', async (path, body, why) => {
    const response = await fetch(
      base + path,
      body === undefined
        ? {}
        : {
            method: 'POST',
            body: JSON.stringify(body),
            headers: { 'content-type': 'application/json' },
          },
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'USAGE',
      problem: expect.stringMatching(why),
    });
    expect(asked).toEqual([]);
  });

  test('only a page of contacts may be long', async () => {
    const send = (path: string, who: string) =>
      fetch(base + path, {
        method: 'POST',
        body: JSON.stringify({ who }),
        headers: { 'content-type': 'application/json' },
      });
    expect((await send(ROUTES.forget, 'x'.repeat(70_000))).status).toBe(413);
    expect((await send(ROUTES.importContacts, 'x'.repeat(70_000))).status).toBe(400);
    expect((await send(ROUTES.importContacts, 'x'.repeat(600_000))).status).toBe(413);
  });
});
