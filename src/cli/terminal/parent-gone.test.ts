import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { type Child, whenParentGone } from './parent-gone.js';

const child = (connected?: boolean): Child => Object.assign(new EventEmitter(), { connected });

describe('a screen whose daemon is gone', () => {
  test('ends when it goes, and at once when it had gone before', () => {
    const screen = child(true);
    const { signal } = whenParentGone(screen);
    expect(signal.aborted).toBe(false);
    screen.emit('disconnect');
    expect(signal.aborted).toBe(true);
    expect(whenParentGone(child(false)).signal.aborted).toBe(true);
  });

  test('one that nobody started stays, and a connection is not listened to for longer than the screen is shown', () => {
    const screen = child();
    const { signal, dispose } = whenParentGone(screen);
    dispose();
    expect(screen.listenerCount('disconnect')).toBe(0);
    expect(signal.aborted).toBe(false);
  });
});
