import { describe, expect, test } from '@jest/globals';
import { openGroup, ScriptedMessenger } from '../../../test/support/scripted-messenger.js';
import type { ChatAccess } from '../../core/messenger.js';
import type { Target } from '../../core/peer.js';
import { accessProblems, checkTargets } from './preflight.js';

const never = new AbortController().signal;

function named(username: string, topicId?: number): Target {
  const topic = topicId === undefined ? {} : { topicId };
  return { written: `@${username}`, peer: { by: 'username', username }, ...topic };
}

const topics = [
  { id: 1, title: 'General', closed: false },
  { id: 42, title: 'Cats', closed: false },
  { id: 43, title: 'Dogs', closed: true },
];
const forum = { forum: true, topics };

describe('what stands in the way of posting', () => {
  test.each<[string, Partial<ChatAccess>, number | undefined, string[]]>([
    ['nothing', {}, undefined, []],
    ['nothing, General being named in a group without topics', {}, 1, []],
    ['no member', { member: false, canSendText: false }, undefined, ['error NOT_A_MEMBER']],
    ['no right', { canSendText: false, canSendMedia: false }, undefined, ['error NO_RIGHT']],
    ['no right to send media', { canSendMedia: false }, undefined, ['warning NO_MEDIA']],
    ['paid messages', { paidMessageStars: 5 }, undefined, ['error PAID']],
    ['long slow mode', { slowModeSeconds: 3600 }, undefined, ['warning SLOW_MODE']],
    ['short slow mode is none', { slowModeSeconds: 30 }, undefined, []],
    ['a topic where there are none', {}, 42, ['error NOT_A_FORUM']],
    ['an open topic is none', forum, 42, []],
    ['General by its number is none', forum, 1, []],
    ['a closed topic', forum, 43, ['error TOPIC_CLOSED']],
    ['a topic that is not there', forum, 44, ['error TOPIC_MISSING']],
    ['a forum without a topic', forum, undefined, ['warning TOPIC_UNNAMED']],
    [
      'a forum without a topic, General closed',
      { forum: true, topics: [{ id: 1, title: 'General', closed: true }] },
      undefined,
      ['error TOPIC_CLOSED'],
    ],
    [
      'several at once',
      { ...forum, canSendText: false, paidMessageStars: 1, slowModeSeconds: 3600 },
      43,
      ['error TOPIC_CLOSED', 'error PAID', 'error NO_RIGHT', 'warning SLOW_MODE'],
    ],
  ])('%s', (_, access, topicId, expected) => {
    const problems = accessProblems(openGroup(-1001, access), topicId);
    expect(problems.map(({ level, code }) => `${level} ${code}`)).toEqual(expected);
    for (const { problem, remedy } of problems) {
      expect(problem).not.toBe('');
      expect(remedy).not.toBe('');
    }
  });

  test('Telegram’s own reason is told, and the open topics are offered', () => {
    const muted = openGroup(-1001, { canSendText: false, reason: 'muted until tomorrow' });
    expect(accessProblems(muted, undefined)[0]?.problem).toBe('muted until tomorrow');
    expect(accessProblems(openGroup(-1001, forum), 43)[0]?.remedy).toContain('42 (Cats)');
  });
});

describe('the reachable-groups check', () => {
  test('reports each target in order, with what was found', async () => {
    const messenger = new ScriptedMessenger([openGroup(-1001), openGroup(-1002, forum)]);
    messenger.people.set('ayse', { id: 5, kind: 'user', title: 'Ayşe', username: 'ayse1' });
    const targets = [named('group1001'), named('nobody'), named('group1002', 42), named('ayse1')];
    const reports = await checkTargets(messenger, targets, never);
    expect(reports).toMatchObject([
      { written: '@group1001', reachable: true, peer: { id: -1001, title: 'Group 1001' } },
      { written: '@nobody', reachable: false, problems: [{ code: 'NOT_FOUND' }] },
      { written: '@group1002', topicId: 42, reachable: true, problems: [] },
      { written: '@ayse1', reachable: false, problems: [{ code: 'NOT_A_GROUP' }] },
    ]);
  });

  test('asks for rights nowhere but in groups that were found, and changes nothing', async () => {
    const messenger = new ScriptedMessenger([openGroup(-1001)]);
    await checkTargets(messenger, [named('group1001'), named('nobody')], never);
    expect(messenger.calls).toEqual(['resolve group1001', 'inspect -1001', 'resolve nobody']);
  });

  test('a place that is listed twice is told once for each more time', async () => {
    const messenger = new ScriptedMessenger([openGroup(-1001)]);
    const byId: Target = { written: '-1001', peer: { by: 'id', id: -1001 } };
    const reports = await checkTargets(messenger, [named('group1001'), byId], never);
    expect(reports.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      [],
      ['DUPLICATE'],
    ]);
    expect(reports[1]).toMatchObject({ reachable: true });
    expect(reports[1]?.problems[0]?.problem).toContain('@group1001');
  });

  test('two topics of one forum are two places', async () => {
    const messenger = new ScriptedMessenger([
      openGroup(-1002, {
        forum: true,
        topics: [42, 43].map((id) => ({ id, title: 'x', closed: false })),
      }),
    ]);
    const targets = [named('group1002', 42), named('group1002', 43)];
    const reports = await checkTargets(messenger, targets, never);
    expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('an invite link to a group that the account is not in says how to get in', async () => {
    const messenger = new ScriptedMessenger();
    messenger.resolutions.push({
      status: 'not-found',
      code: 'NOT_A_MEMBER',
      reason: 'The account is not in this group',
    });
    const [report] = await checkTargets(messenger, [named('invited')], never);
    expect(report?.problems).toMatchObject([
      { code: 'NOT_A_MEMBER', remedy: expect.stringContaining('Join it with this account') },
    ]);
  });

  test('patience that Telegram asks for, and silence, are problems and no end of the check', async () => {
    const messenger = new ScriptedMessenger([openGroup(-1001)]);
    messenger.resolutions.push(
      { status: 'wait', code: 'FLOOD_WAIT_30', waitMs: 30_000 },
      new Error('no answer'),
    );
    const targets = [named('waits'), named('silent'), named('group1001')];
    const reports = await checkTargets(messenger, targets, never);
    expect(reports.map(({ problems }) => problems[0]?.code)).toEqual([
      'WAIT',
      'UNREACHABLE',
      undefined,
    ]);
    expect(reports[0]?.problems[0]?.problem).toContain('30 seconds');
    expect(reports[1]?.problems[0]?.problem).toContain('no answer');
  });

  test('ends with the reason when it is told to stop', async () => {
    const stop = new AbortController();
    const messenger = new ScriptedMessenger();
    const reason = new Error('enough');
    stop.abort(reason);
    messenger.resolutions.push(reason);
    await expect(checkTargets(messenger, [named('a')], stop.signal)).rejects.toBe(reason);
  });
});
