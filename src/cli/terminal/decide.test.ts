import { describe, expect, test } from '@jest/globals';
import { decideTerminal, type Surroundings } from './decide.js';

const SHELL: Surroundings = {
  stdinIsTerminal: true,
  stdoutIsTerminal: true,
  inContainer: false,
  inForeground: true,
  term: 'xterm-256color',
};

describe('what the daemon does with its terminal', () => {
  test.each([
    ['auto', {}, 'screen'],
    ['auto', { inContainer: true }, 'keys'],
    ['screen', { inContainer: true }, 'screen'],
    ['auto', { stdinIsTerminal: false }, 'lines'],
    ['auto', { stdoutIsTerminal: false }, 'lines'],
    ['auto', { stdinIsTerminal: false, stdoutIsTerminal: false, inContainer: true }, 'lines'],
    ['screen', { stdinIsTerminal: false }, 'lines'],
    ['lines', {}, 'lines'],
    ['none', {}, 'none'],
    ['none', { stdinIsTerminal: false }, 'none'],
    // `postaci run &`: to read would stop the process.
    ['auto', { inForeground: false }, 'none'],
    ['screen', { inForeground: false }, 'none'],
    ['lines', { inForeground: false }, 'none'],
    // A pipe may be read from the background.
    ['auto', { inForeground: false, stdinIsTerminal: false }, 'lines'],
    ['auto', { term: 'dumb' }, 'lines'],
  ] as const)('TERMINAL=%s, %j: %s', (mode, where, use) => {
    expect(decideTerminal(mode, { ...SHELL, ...where })).toBe(use);
  });
});
