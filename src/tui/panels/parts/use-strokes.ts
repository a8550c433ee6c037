import { useInput } from 'ink';
import { type Stroke, strokesOf } from './strokes.js';

/** Hands over what the operator types, key by key. */
export function useStrokes(handle: (stroke: Stroke) => void): void {
  useInput((input, key) => {
    for (const stroke of strokesOf(input, key)) handle(stroke);
  });
}
