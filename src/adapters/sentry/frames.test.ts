import { describe, expect, test } from '@jest/globals';
import { framesOf } from './frames.js';

describe('the frames of a stack', () => {
  test('are told innermost last, from the program’s own folders on', () => {
    const stack = [
      'TypeError: two',
      'lines of it',
      '    at Sender.run (file:///home/ada/postaci/dist/outbox/sender.js:12:34)',
      '    at async /opt/ada/postaci/node_modules/pg/lib/client.js:5:6',
      '    at new Bell (/home/ada/lonely.js:1:2)',
      '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
      '    at <anonymous>',
    ].join('\n');
    expect(framesOf(stack, 'two\nlines of it')).toEqual([
      {
        filename: 'node:internal/process/task_queues',
        function: 'process.processTicksAndRejections',
        lineno: 95,
        colno: 5,
        in_app: false,
      },
      { filename: 'lonely.js', function: 'Bell', lineno: 1, colno: 2, in_app: true },
      { filename: 'node_modules/pg/lib/client.js', lineno: 5, colno: 6, in_app: false },
      {
        filename: 'dist/outbox/sender.js',
        function: 'Sender.run',
        lineno: 12,
        colno: 34,
        in_app: true,
      },
    ]);
  });

  test('are not read out of the message', () => {
    const message = 'somebody wrote\n    at home (secret:1:2)';
    expect(framesOf(`Error: ${message}\n    at a (/x/dist/b.js:3:4)`, message)).toHaveLength(1);
  });

  test('of a real error lead to this file', () => {
    const error = new Error('here');
    expect(framesOf(error.stack ?? '', 'here').at(-1)?.filename).toBe(
      'src/adapters/sentry/frames.test.ts',
    );
  });
});
