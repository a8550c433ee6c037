import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { makeWorkspace } from '../../../test/support/workspace.js';
import { createLogger } from '../../lib/logger.js';
import { ConsoleGate } from './console-gate.js';

test('while the gate is shut lines go to the log file only, and are counted', () => {
  const workspace = makeWorkspace();
  const out = new PassThrough();
  const gate = new ConsoleGate(out);
  const settings = { level: 'info', directory: workspace.path, console: 'text' } as const;
  const { logger, close } = createLogger(settings, [], { console: gate });
  try {
    logger.info('before');
    gate.shut();
    logger.info('one');
    logger.warn('two');
    expect(gate.open()).toBe(2);
    logger.info('after');
    expect(String(out.read())).toMatch(/^.*before\n.*after\n$/);
  } finally {
    close();
    workspace.remove();
  }
});
