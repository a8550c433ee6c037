import { describe, expect, test } from '@jest/globals';
import { STATUS } from '../../test/support/control-handlers.js';
import { INTERFACE_LANGUAGES } from '../core/languages.js';
import { answerKey } from './answer-key.js';
import { CHOOSER_KEYS, KEYS, keyTable } from './keys.js';
import { pressesOf } from './presses.js';
import { EMPTY_FEED, type FeedEvent, withEvents } from './state/feed.js';
import { reduce } from './state/reduce.js';
import type { TerminalState } from './state/state.js';

const STATE: TerminalState = {
  now: STATUS.at,
  size: { columns: 80, rows: 24 },
  role: 'attached',
  language: 'en',
  zone: 'UTC',
  link: { state: 'there', since: 0 },
  status: STATUS,
  feed: EMPTY_FEED,
  names: new Map(),
  view: { name: 'overview' },
  ask: null,
  told: null,
};

/** The state after keys that only change the screen, and what the last one asked for. */
function after(state: TerminalState, ...presses: readonly string[]) {
  let now = state;
  let last: ReturnType<typeof answerKey>;
  for (const press of presses) {
    last = answerKey(now, press);
    if (last?.do === 'change') now = last.changes.reduce(reduce, now);
  }
  return { state: now, last };
}

const OWNER: TerminalState = { ...STATE, role: 'owner' };

describe('what a key means', () => {
  test('leaving is asked for, and Ctrl-C never stops the daemon', () => {
    expect(after(STATE, 'q').state.ask).toBe('leave');
    expect(after(STATE, 'q', 'y').last).toEqual({ do: 'leave' });
    expect(after(STATE, 'q', 'n').state.ask).toBeNull();
    expect(after(OWNER, 'q', 'y').last).toBeUndefined();
    expect(after(OWNER, 'q', 'l').last).toEqual({ do: 'leave' });
    expect(after(OWNER, 'q', 's').state.ask).toBe('stop');
    expect(after(OWNER, 'q', 's', 'enter').last).toBeUndefined();
    expect(after(OWNER, 'q', 's', 'y').last).toEqual({ do: 'stop' });
    for (const state of [STATE, OWNER])
      expect(after(state, 'ctrl-c', 'ctrl-c').last).toEqual({ do: 'leave' });
    // Out of a panel, too.
    expect(after(OWNER, 'l', 'ctrl-c').state).toMatchObject({
      view: { name: 'overview' },
      ask: 'leave',
    });
  });

  test('an attached terminal has no key that stops the daemon', () => {
    const keys = [...'abcdefghijklmnopqrstuvwxyz?', 'enter', 'escape', 'ctrl-c', 'ctrl-l'];
    for (const first of keys)
      for (const second of keys)
        for (const third of ['y', 'enter', 's'])
          expect(after(STATE, first, second, third).last?.do).not.toBe('stop');
  });

  test('p and a key pauses one service, p and Enter all', () => {
    expect(after(STATE, 'p', 'm').last).toEqual({ do: 'toggle-pause', scope: 'message' });
    expect(after(STATE, 'p', 'enter').last).toEqual({ do: 'toggle-pause', scope: '*' });
    // It has no such service.
    expect(after(STATE, 'p', 'f').state).toMatchObject({ ask: null, told: { kind: 'problem' } });
    expect(after({ ...STATE, status: null }, 'p').state.ask).toBeNull();
  });

  test('a panel reads its own keys', () => {
    for (const key of ['a', 'l', 'o', 'u', 's', 'h', 'w']) {
      const { state } = after(STATE, key);
      expect(state.view.name).not.toBe('overview');
      expect(answerKey(state, 'q')).toBeUndefined();
    }
  });

  test('why asks about the selected event, and about the newest message without one', () => {
    const asked = (event: FeedEvent) => {
      const feed = withEvents(EMPTY_FEED, [event]);
      return after({ ...STATE, feed }, 'up', 'enter').state.view;
    };
    expect(after(STATE, 'w').state.view).toEqual({ name: 'why', question: { about: 'last' } });
    expect(after(STATE, 'enter').last).toBeUndefined();
    expect(asked({ type: 'intent', at: 0, id: 41, service: 'dm', peer: 7, state: 'sent' })).toEqual(
      { name: 'why', question: { about: 'id', id: 41 } },
    );
    expect(asked({ type: 'heard', at: 0, peer: -7, own: false, text: '' })).toEqual({
      name: 'why',
      question: { about: 'peer', who: '-7' },
    });
    expect(asked({ type: 'connection', at: 0, state: 'online' })).toEqual({ name: 'overview' });
  });

  test('no key stands for two things, and each is in the table of every language', () => {
    const keys = KEYS.flatMap((entry) => entry.keys);
    expect(new Set(keys).size).toBe(keys.length);
    const services = Object.values(CHOOSER_KEYS);
    expect(new Set(services).size).toBe(services.length);
    for (const language of INTERFACE_LANGUAGES) {
      const { overview, chooser } = keyTable(language);
      expect(overview).toHaveLength(KEYS.length);
      expect(chooser.map((row) => row.keys)).toEqual(['Enter', ...services, 'Esc']);
    }
  });
});

describe('reading keys', () => {
  const NONE = {
    upArrow: false,
    downArrow: false,
    leftArrow: false,
    rightArrow: false,
    pageUp: false,
    pageDown: false,
    home: false,
    end: false,
    return: false,
    escape: false,
    tab: false,
    backspace: false,
    delete: false,
    ctrl: false,
    meta: false,
  };

  test('keys that came at once are several', () => {
    expect(pressesOf('pm', NONE)).toEqual(['p', 'm']);
    expect(pressesOf('p\r', NONE)).toEqual(['p', 'enter']);
    expect(pressesOf('\x03\x03', NONE)).toEqual(['ctrl-c', 'ctrl-c']);
    expect(pressesOf('p', { ...NONE, meta: true })).toEqual(['escape', 'p']);
    expect(pressesOf('', { ...NONE, upArrow: true })).toEqual(['up']);
  });

  test('capitals and a Russian keyboard mean the key; a paste means nothing', () => {
    expect(pressesOf('Q', NONE)).toEqual(['q']);
    expect(pressesOf('з', NONE)).toEqual(['p']);
    expect(pressesOf('some text', NONE)).toEqual([]);
    expect(pressesOf('c', { ...NONE, ctrl: true })).toEqual(['ctrl-c']);
  });
});
