import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type ConversingCustomer, conversingCustomer } from '../support/conversing-customer.js';
import { describePostgres } from '../support/databases.js';

// One start and one restart of the daemon, and a process: seconds on a busy machine.
jest.setTimeout(90_000);

const TEN = Array.from({ length: 10 }, (_, index) => `Mesaj ${index + 1}`);

describePostgres('ten messages to one person at once, with the limits of S3', () => {
  let stage: ConversingCustomer;
  let ten: readonly number[];
  beforeAll(async () => {
    // Nobody answers: only what is proposed here is said.
    stage = await conversingCustomer({ lines: { reply_mode: 'off' } });
    for (const person of ['kisi05', 'kisi06']) {
      stage.writes(person, 'Merhaba');
      await stage.isDoneWith(person);
    }
    ten = await stage.propose('kisi05', TEN);
    await stage.isDoneWith('kisi05');
  });
  afterAll(() => stage?.dispose());

  const endsOf = () =>
    stage
      .intentsTo('kisi05')
      .filter(({ state }) => state === 'sent' || state === 'refused')
      .map(({ state, rule }) => rule ?? state);

  test('are one message, and nine refusals with the rule, the figure and the time', async () => {
    expect(stage.textsTo('kisi05')).toEqual(['Mesaj 1']);
    expect(endsOf()).toEqual(['sent', ...Array(9).fill('person-interval')]);
    const { stdout } = await stage.customer.run(['why', `${ten[9]}`]);
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
    expect(stdout).toMatch(
      new RegExp(
        `^Message ${ten[9]} of the service dm to .*\\b${stage.idOf('kisi05')}\\b.* was proposed at ${time} \\(times of Europe/Istanbul\\)\\.\n` +
          `${time}: it was not to be sent\\. The rule: pause for one person \\(person-interval\\)\\. What it found: .+ since the last one, of at least 5 min\\. .+\n` +
          `It was refused at ${time}: it was not sent, and will not be\\.\n$`,
      ),
    );
  });

  test('leave another person theirs', async () => {
    await stage.propose('kisi06', ['Merhaba']);
    expect(await stage.hears('kisi06', 1)).toEqual(['Merhaba']);
  });

  test('are no more after a restart, and the next is refused for the same reason', async () => {
    await stage.restart();
    const [eleventh = 0] = await stage.propose('kisi05', ['Mesaj 11']);
    await stage.isDoneWith('kisi05');
    expect(stage.textsTo('kisi05')).toEqual(['Mesaj 1']);
    expect(endsOf().slice(10)).toEqual(['person-interval']);
    expect((await stage.control.why({ about: 'id', id: eleventh })).sentences.join('\n')).toContain(
      'person-interval: 5 m',
    );
  });

  test('and to somebody who never agreed, not even one goes', async () => {
    const ids = await stage.propose('kisi07', TEN.slice(0, 2));
    await stage.isDoneWith('kisi07');
    expect(stage.saidTo('kisi07')).toEqual([]);
    for (const id of ids) {
      expect((await stage.control.why({ about: 'id', id })).sentences.join('\n')).toMatch(
        /it is not sent\. consent: no consent: the person neither wrote first nor opted in/,
      );
    }
  });
});
