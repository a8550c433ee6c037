import { describe, expect, test } from '@jest/globals';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import { defaultScenario } from '../world/default-scenario.js';
import { say } from '../world/say.js';
import { startConversations } from './conversations.js';
import { defaultConversations } from './default-conversations.js';
import type { Step } from './script.js';

const SECOND_MS = 1_000;

function setup(steps: readonly Step[], person = 'fatma') {
  const box = new TestBox();
  const { state } = box.world;
  const before = state.messages.length;
  const idOf = (name: string) => state.byUsername(name) ?? 0;
  const account = state.persons.get(idOf('ada_account'));
  if (!account) throw new Error('the scenario has no account');
  const script = { account: 'ada_account', roles: [{ person, steps }] };
  return {
    box,
    idOf,
    stop: startConversations(box.world, script),
    wait: (ms: number) => box.clock.run(box.world.now() + ms),
    said: () => state.messages.slice(before).filter(({ action }) => !action),
    answer: (chat: string, text: string, replyToId?: number) =>
      say(box.world, {
        from: account,
        peer: idOf(chat),
        said: { text, entities: [] },
        ...(replyToId === undefined ? {} : { replyToId }),
      }),
  };
}

const write = (text: string): Step => ({ do: 'write', text, afterMs: 4 * SECOND_MS });

describe('conversations', () => {
  test('a person writes, listens and goes on once answered', async () => {
    const listen: Step = { do: 'listen', atMostMs: 3_600 * SECOND_MS };
    const talk = setup([write('hello?'), listen, write('thanks')]);
    await talk.wait(600 * SECOND_MS);
    expect(talk.said()).toMatchObject([{ text: 'hello?', peer: talk.idOf('ada_account') }]);
    // Neither somebody else's answer nor one to somebody else is meant.
    talk.answer('open_group', 'to all');
    talk.answer('ivan_petrov', 'to another');
    await talk.wait(60 * SECOND_MS);
    expect(talk.said()).toHaveLength(3);
    talk.answer('fatma', 'hello!');
    await talk.wait(10 * SECOND_MS);
    expect(talk.said().at(-1)).toMatchObject({ text: 'thanks', from: talk.idOf('fatma') });
    await talk.stop();
  });

  test.each([
    [false, ['hello?', 'anyone?']],
    [true, ['hello?']],
  ])('who is not answered in time goes on, or leaves (%s)', async (orLeave, texts) => {
    const listen: Step = { do: 'listen', atMostMs: 30 * SECOND_MS, orLeave };
    const talk = setup([write('hello?'), listen, write('anyone?')]);
    await talk.wait(20 * SECOND_MS);
    expect(talk.said()).toHaveLength(1);
    await talk.wait(60 * SECOND_MS);
    expect(talk.said().map(({ text }) => text)).toEqual(texts);
    await talk.stop();
  });

  test('names the account in a group, and replies to it there', async () => {
    const there = { chat: 'open_group', afterMs: 4 * SECOND_MS } as const;
    const talk = setup([
      { do: 'mention', text: 'how much?', ...there },
      { do: 'listen', chat: 'open_group', atMostMs: 60 * SECOND_MS, orLeave: true },
      { do: 'reply', text: 'too much', ...there },
    ]);
    const ada = talk.box.session('ada_account');
    await talk.wait(10 * SECOND_MS);
    expect(ada.heard()).toMatchObject([
      { message: { message: '@ada_account how much?', mentioned: true } },
    ]);
    const { state } = talk.box.world;
    const group = talk.idOf('open_group');
    const asked = state.box(group).lastId;
    talk.answer('open_group', 'to nobody');
    talk.answer('open_group', 'to myself', state.box(group).lastId);
    await talk.wait(30 * SECOND_MS);
    expect(ada.heard()).toMatchObject([{ message: { out: true } }, { message: { out: true } }]);
    talk.answer('open_group', 'a fortune', asked);
    const answered = state.box(group).lastId;
    ada.heard();
    await talk.wait(10 * SECOND_MS);
    const reply_to = { reply_to_msg_id: answered };
    expect(ada.heard()).toMatchObject([
      { message: { message: 'too much', mentioned: true, reply_to } },
    ]);
    await talk.stop();
  });

  test('waits with a reply until there is something to reply to', async () => {
    const reply: Step = { do: 'reply', chat: 'open_group', text: 'what?', afterMs: 0 };
    const talk = setup([reply]);
    await talk.wait(3_600 * SECOND_MS);
    expect(talk.said()).toEqual([]);
    talk.answer('open_group', 'an offer');
    await talk.wait(SECOND_MS);
    expect(talk.said().map(({ text }) => text)).toEqual(['an offer', 'what?']);
    await talk.stop();
  });

  test('stops in the middle of whatever it waits for', async () => {
    const talk = setup([write('hello?'), { do: 'listen', atMostMs: 60 * SECOND_MS }, write('?')]);
    await talk.wait(10 * SECOND_MS);
    await talk.stop();
    await talk.wait(3_600 * SECOND_MS);
    expect(talk.said()).toHaveLength(1);
  });

  test.each([
    [{ account: 'nobody', roles: [] }, '@nobody'],
    [{ account: 'ada_account', roles: [{ person: 'nobody', steps: [] }] }, '@nobody'],
    [
      {
        account: 'ada_account',
        roles: [
          { person: 'fatma', steps: [{ do: 'mention', chat: 'nowhere', text: '', afterMs: 0 }] },
        ],
      },
      '@nowhere',
    ],
  ] as const)('a script about what is not there says so (%#)', (script, missing) => {
    const { world } = new TestBox();
    expect(() => startConversations(world, script)).toThrow(missing);
  });

  test('the default ones are the same for the same seed, and somebody asks for an end', async () => {
    const run = async () => {
      const box = new TestBox({ scenario: defaultScenario });
      const before = box.world.state.messages.length;
      const stop = startConversations(box.world, defaultConversations('deniz_postaci'));
      await box.clock.run(START_MS + 3_600 * SECOND_MS);
      await stop();
      return box.world.state.messages
        .slice(before)
        .map(({ text, atMs, from }) => [text, atMs, from]);
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(first.map(([text]) => text)).toContain('dur');
    expect(new Set(first.map(([, , from]) => from)).size).toBe(5);
  });
});
