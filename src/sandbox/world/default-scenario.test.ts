import { describe, expect, test } from '@jest/globals';
import { TestBox } from '../../../test/sandbox/test-box.js';
import { defaultScenario } from './default-scenario.js';

describe('the world of `postaci sandbox`', () => {
  const { state } = new TestBox({ scenario: defaultScenario }).world;
  const chats = [...state.chats.values()];
  const persons = [...state.persons.values()];

  test('has accounts with and without a second password', () => {
    const logins = persons.flatMap(({ login }) => login ?? []);
    expect(logins.length).toBeGreaterThanOrEqual(3);
    expect(logins.some(({ password }) => password)).toBe(true);
    expect(new Set(logins.map(({ phone }) => phone)).size).toBe(logins.length);
  });

  test('has some forty people, each with a name of their own', () => {
    const people = persons.filter(({ login, botToken }) => !login && botToken === undefined);
    expect(people.length).toBeGreaterThanOrEqual(40);
    expect(new Set(people.map(({ username }) => username)).size).toBe(people.length);
  });

  test.each(['grup1', 'grup2', 'grup3', 'grupA', 'grupB', 'grupC'])(
    'has the group @%s of the first env files, in which every account is',
    (username) => {
      const peer = state.byUsername(username) ?? 0;
      for (const { id, login } of persons) {
        if (login) expect(state.members(peer).has(id)).toBe(true);
      }
    },
  );

  test('has every kind of place that a daemon can meet', () => {
    expect(chats.some(({ slowModeSeconds }) => slowModeSeconds > 0)).toBe(true);
    expect(chats.some(({ forbidden }) => forbidden.includes('send_messages'))).toBe(true);
    expect(chats.some(({ kind }) => kind === 'group')).toBe(true);
    expect(chats.some(({ kind, linked }) => kind === 'channel' && linked)).toBe(true);
    const topics = chats.flatMap(({ peer }) => [...state.topics(peer).values()]);
    expect(new Set(topics.map(({ closed }) => closed))).toEqual(new Set([true, false]));
  });
});
