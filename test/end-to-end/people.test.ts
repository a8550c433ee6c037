import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { PlanItem } from '../../src/core/plan.js';
import { untilTrue } from '../sandbox/until-true.js';
import { type ConversingCustomer, conversingCustomer } from '../support/conversing-customer.js';
import { describePostgres } from '../support/databases.js';
import { INVITES, RESPONSES } from '../support/people-files.js';
import { Stories } from '../support/stories.js';

// Answers take a person's pace: seconds, in real time.
jest.setTimeout(90_000);

const HOUR = 3_600_000;
/** Longer than any answer of these takes by itself. */
const MANUALPLUS_SECONDS = 8;

describePostgres('people and an account that answers and writes', () => {
  let stage: ConversingCustomer;
  const stories = new Stories();
  beforeAll(async () => {
    stage = await conversingCustomer({
      lines: {
        manualplus_timeout_sec: MANUALPLUS_SECONDS,
        ANSWER_INTERVAL_SECONDS: 0,
        WARM_UP_DAYS: 0,
      },
      files: {
        'data/customer1/responses.yaml': RESPONSES,
        'data/customer1/invites.yaml': INVITES,
      },
    });
    // All at once: most of each is waiting.
    await stories.tellAll();
  });
  afterAll(() => stage?.dispose());

  const planFor = async (username: string): Promise<readonly PlanItem[]> =>
    (await stage.control.plan(1_000)).filter(({ peer }) => peer === stage.idOf(username));
  const lastSaidAt = (username: string) => stage.saidTo(username).at(-1)?.atMs ?? 0;
  const saidAt = (username: string, text: string) =>
    stage.sandbox.world.state.messages.find(
      (message) => message.from === stage.idOf(username) && message.text === text,
    )?.atMs ?? Number.NaN;
  const hours = (planned: PlanItem | undefined, since: number) =>
    ((planned?.at ?? Number.NaN) - since) / HOUR;
  const postaci = (...args: readonly string[]) => stage.customer.run(args);

  stories.add('who writes in private is answered, at a person’s pace, with typing', async () => {
    for (const person of ['kisi05', 'kisi23']) stage.writes(person, 'fiyat?');
    expect(await stage.hears('kisi05', 1)).toEqual(['Fiyat 100 TL, Mustafa']);
    expect(await stage.hears('kisi23', 1)).toEqual([expect.stringMatching(/^Fiyat 100 TL, /)]);
    expect(lastSaidAt('kisi05') - saidAt('kisi05', 'fiyat?')).toBeGreaterThan(1_500);
    const typed = stage.sandbox.world.typings.latest.map(({ peer }) => peer);
    expect(typed).toContain(stage.idOf('kisi05'));
  });

  stories.add('in a group, only who speaks to the account is answered, as a reply', async () => {
    const { world } = stage.sandbox;
    const answered = () =>
      stage.saidTo('grup1').map(({ text, replyTo }) => [world.state.message(replyTo)?.text, text]);
    stage.inGroup('kisi12', 'grup1', 'adres nerede, fiyat ne?');
    stage.inGroup('kisi10', 'grup1', '@deniz_postaci adres nerede?');
    await stage.hears('grup1', 1);
    stage.inGroup('kisi10', 'grup1', 'fiyat?', { replyTo: 'last' });
    await stage.hears('grup1', 2);
    expect(answered()).toEqual([
      ['@deniz_postaci adres nerede?', expect.stringMatching(/^Çarşıda, /)],
      ['fiyat?', expect.stringMatching(/^Fiyat 100 TL, /)],
    ]);
  });

  stories.add(
    'who opts in by a word in a group is invited; “❌ Stop” ends it, for good',
    async () => {
      stage.inGroup('kisi11', 'grup2', '@deniz_postaci katıl');
      expect(await stage.hears('kisi11', 1)).toEqual([expect.stringMatching(/^Fuara bekleriz /)]);
      await stage.isKnown('kisi11');
      const { person } = await stage.control.contact('@kisi11');
      expect(person.consent).toMatchObject({
        basis: 'opt_in_word',
        source: expect.stringMatching(/katil.* in -\d+/),
      });
      const [planned] = await planFor('kisi11');
      expect(planned).toMatchObject({
        what: 'follow-up',
        note: 'first contact, 1 of 3; an answer cancels it',
      });
      expect(hours(planned, lastSaidAt('kisi11'))).toBeCloseTo(6, 2);

      stage.writes('kisi11', '❌ Stop');
      await stage.isDoneWith('kisi11');
      expect(await planFor('kisi11')).toEqual([]);
      const [id = 0] = await stage.propose('kisi11', ['Fuar başladı']);
      stage.writes('kisi11', 'fiyat?');
      await stage.isDoneWith('kisi11');
      expect(stage.textsTo('kisi11')).toHaveLength(1);
      expect((await stage.control.why({ about: 'id', id })).sentences.join('\n')).toMatch(
        /it is not sent\. consent: no consent: opted out on .* by the word "stop"/,
      );
    },
  );

  stories.add('what was queued when somebody opts out does not go', async () => {
    stage.writes('kisi13', 'fiyat?');
    await untilTrue(() => stage.intentsTo('kisi13').length > 0);
    stage.writes('kisi13', '❌ Stop');
    await stage.isDoneWith('kisi13');
    expect(stage.textsTo('kisi13')).toEqual([]);
    expect(stage.intentsTo('kisi13')).toMatchObject([
      { state: 'queued', service: 'reply' },
      { state: 'refused', reason: expect.stringContaining('opted out') },
    ]);
  });

  stories.add(
    'the operator’s hand takes a chat over once, visibly, until it is given back',
    async () => {
      stage.writes('kisi24', 'цена?');
      await untilTrue(() => stage.intentsTo('kisi24').length > 0);
      stage.byHand('kisi24', 'Сейчас посмотрю');
      await stage.isDoneWith('kisi24');
      stage.writes('kisi24', 'цена за два?');
      await stage.isDoneWith('kisi24');
      expect(stage.textsTo('kisi24')).toEqual([]);
      await stage.isKnown('kisi24');
      const peer = stage.idOf('kisi24');
      const mine = (one: object) => 'peer' in one && one.peer === peer;
      const { takeovers } = await stage.control.status();
      expect(takeovers.filter(mine)).toMatchObject([{ name: expect.stringContaining(' ') }]);
      const [planned] = await planFor('kisi24');
      expect(planned?.what).toBe('follow-up');
      const shown = await postaci('takeovers');
      expect(shown.stdout).toMatch(
        /^\S+ \S+ \(\d+\): yours since .*\(\d h.* more; postaci takeovers lift/m,
      );
      expect(stage.customer.read('logs/customer1/bot.log')).toContain('the operator wrote by hand');

      expect(await postaci('takeovers', 'lift', '@kisi24')).toMatchObject({
        code: 0,
        stderr: '',
        stdout: 'Lifted: postaci answers @kisi24 again.\n',
      });
      expect((await stage.control.takeovers()).filter(mine)).toEqual([]);
      stage.writes('kisi24', 'и какая цена?');
      expect(await stage.hears('kisi24', 1)).toEqual([expect.stringMatching(/^Fiyat 100 TL, /)]);
      const told = stage.events.filter(mine).map(({ type }) => type);
      expect(told.filter((type) => type.startsWith('takeover'))).toEqual([
        'takeover',
        'takeover-lifted',
      ]);
    },
  );

  stories.add('a bot that says what it is told is not answered without end', async () => {
    const bot = stage.idOf('papagan_bot');
    const echoes = () => stage.sandbox.world.state.messages.filter(({ from }) => from === bot);
    stage.byHand('papagan_bot', '/start');
    await untilTrue(() => echoes().length > 0);
    await stage.isDoneWith('papagan_bot');
    await stage.control.liftTakeover(`${bot}`);
    stage.writes('papagan_bot', 'fiyat?');
    await stage.hears('papagan_bot', 1);
    await untilTrue(() => echoes().some(({ text }) => text.startsWith('Fiyat')));
    await stage.isDoneWith('papagan_bot');
    expect(stage.textsTo('papagan_bot')).toEqual(['Fiyat 100 TL, Papağan']);
    expect(echoes().map(({ text }) => text)).toEqual(['/start', 'fiyat?', 'Fiyat 100 TL, Papağan']);
  });

  stories.add(
    'an imported person is welcomed; once forgotten, only their own opt-in word counts',
    async () => {
      stage.writes('kisi15', 'stop');
      await stage.isDoneWith('kisi15');
      await stage.isKnown('kisi15');
      stage.customer.workspace.write({ 'fuar.csv': 'username,language\n@kisi14,tr\n@kisi15,tr\n' });
      const imported = await postaci('contacts', 'import', 'fuar.csv', '--source', 'fuar, form');
      expect(imported).toMatchObject({ code: 8, stderr: '' });
      expect(imported.stdout).toMatch(
        /1 added, 0 known, 1 refused[\s\S]*line 3: refused: "@kisi15"/,
      );
      expect(await stage.hears('kisi14', 1)).toEqual([expect.stringMatching(/^Hoş geldin /)]);

      await stage.isKnown('kisi14');
      const forgotten = await postaci('contacts', 'forget', '@kisi14', '--yes');
      expect(forgotten.stdout).toMatch(/^Erased: .*people 1.* is kept as a keyed hash\.$/m);
      stage.writes('kisi14', 'fiyat?');
      await stage.isDoneWith('kisi14');
      expect(stage.textsTo('kisi14')).toHaveLength(1);
      // Messages carry whole seconds: what is said within the second of a refusal does not count as later.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      stage.writes('kisi14', 'katıl');
      await stage.isDoneWith('kisi14');
      stage.writes('kisi14', 'fiyat ne?');
      await untilTrue(() => stage.textsTo('kisi14').some((text) => text.startsWith('Fiyat')));
    },
  );

  stories.add('manualplus leaves the operator the first word', async () => {
    stage.writes('kisi08', 'fiyat?');
    await stage.hears('kisi08', 1);
    expect(lastSaidAt('kisi08') - saidAt('kisi08', 'fiyat?')).toBeGreaterThan(
      (MANUALPLUS_SECONDS - 1) * 1_000,
    );
  });

  test('who is in a list is welcomed at once, also when nothing else happens', async () => {
    const id = stage.idOf('kisi16');
    stage.inGroup('kisi16', 'grup1', 'selam');
    await untilTrue(() => stage.events.some((one) => one.type === 'heard' && one.text === 'selam'));
    stage.customer.workspace.write({ 'fair.csv': `id\n${id}\n${id}\n+905551234567\n` });
    const imported = await postaci('contacts', 'import', 'fair.csv', '--source', 'fuar, form');
    expect(imported.stdout).toMatch(
      /^fair\.csv: 1 added, .*, 1 duplicate, 1 invalid\.\n {2}line 3: duplicate: .*\n {2}line 4: invalid: /,
    );
    expect(await stage.hears('kisi16', 1)).toEqual([expect.stringMatching(/^Hoş geldin /)]);
  });

  test('the plan and the figures tell the same story', async () => {
    const [talk] = await planFor('kisi05');
    expect(talk).toMatchObject({ note: 'active conversation, 1 of 3; an answer cancels it' });
    expect(hours(talk, lastSaidAt('kisi05'))).toBeCloseTo(24, 2);
    const { stdout } = await postaci('plan');
    expect(stdout).toMatch(/^when +service +to +what +note\n/);
    expect(stdout).toMatch(/dm +Mustafa Şahin.* follow-up +active conversation, 1 of 3/);
    const users = await postaci('users');
    // kisi11, kisi13 and kisi15 said stop; the four who wrote first are 05, 08, 23 and 24.
    expect(users.stdout).toMatch(/^people +\d+ known, \d+ may be written to, 3 do not want it, /);
    expect(users.stdout).toMatch(/^consent +4 wrote first, \d by an opt-in word, 1 imported$/m);
    expect(users.stdout).toMatch(
      /^wrote +.* Can Kurt @kisi13 \(\d+\).*: 2 by them, 0 to them, refused$/m,
    );
  });
});
