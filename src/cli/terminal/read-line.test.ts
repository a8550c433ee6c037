import { describe, expect, test } from '@jest/globals';
import { LINE_ACTIONS } from '../../words/lines.js';
import { readLine, TYPED } from './read-line.js';

describe('a typed line', () => {
  test.each([
    ['s', { do: 'status' }],
    [' S ', { do: 'status' }],
    ['p', { do: 'pause', scope: '*' }],
    ['p all', { do: 'pause', scope: '*' }],
    ['pm', { do: 'pause', scope: 'message' }],
    ['PR', { do: 'pause', scope: 'reply' }],
    ['pd', { do: 'pause', scope: 'dm' }],
    ['p d', { do: 'pause', scope: 'dm' }],
    ['pause comment', { do: 'pause', scope: 'comment' }],
    ['w', { do: 'why', question: { about: 'last' } }],
    ['why 12', { do: 'why', question: { about: 'id', id: 12 } }],
    ['w @Ada', { do: 'why', question: { about: 'peer', who: '@Ada' } }],
    ['why -1001', { do: 'why', question: { about: 'peer', who: '-1001' } }],
    ['a', { do: 'approvals' }],
    ['a 41', { do: 'approve', id: 41 }],
    ['reject 41', { do: 'reject', id: 41 }],
    ['l', { do: 'log', text: '' }],
    ['log Flood  wait', { do: 'log', text: 'Flood wait' }],
    ['o timezone', { do: 'settings', name: 'TIMEZONE' }],
    ['u', { do: 'users' }],
    ['c', { do: 'clear' }],
    ['d', { do: 'debug' }],
    ['?', { do: 'help' }],
    ['q', { do: 'leave' }],
    ['q!', { do: 'stop-now' }],
    ['evet', { do: 'yes' }],
    ['  ', { do: 'nothing' }],
  ])('"%s"', (line, command) => {
    expect(readLine(line)).toEqual(command);
  });

  test.each(['px', 's now', 'a x', 'reject', 'approve 0', 'why so', 'constructor', 'пока'])(
    '"%s" is no command, and is named',
    (line) => {
      expect(readLine(line)).toEqual({ do: 'unknown', written: line });
    },
  );

  test('each thing that the help shows is a command that does it', () => {
    for (const action of LINE_ACTIONS) {
      const typed =
        action === 'pause-service' ? TYPED[action].split(' ') : TYPED[action].split(', ');
      const done = action === 'pause-service' ? 'pause' : action;
      for (const line of typed) expect([line, readLine(line).do]).toEqual([line, done]);
    }
  });
});
