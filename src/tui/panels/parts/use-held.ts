import { useCallback, useRef } from 'react';
import type { Clock } from '../../../core/clock.js';
import type { Stroke } from './strokes.js';

/** Keyboards wait for less than this before a key that is held repeats itself, and far less between repetitions. */
const REPEATS_WITHIN_MS = 750;

/** Tells of each stroke whether it is the one before, repeated by a key that is held. Must hear all of them. */
export function useHeld(clock: Clock): (stroke: Stroke) => boolean {
  const last = useRef({ typed: '', at: Number.NEGATIVE_INFINITY });
  return useCallback(
    (stroke) => {
      const before = last.current;
      last.current = { typed: stroke.kind === 'key' ? stroke.name : stroke.text, at: clock.now() };
      const { typed, at } = last.current;
      return typed === before.typed && at - before.at < REPEATS_WITHIN_MS;
    },
    [clock],
  );
}
