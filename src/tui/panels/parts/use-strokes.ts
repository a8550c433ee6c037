import { useInput } from 'ink';
import { type Stroke, strokesOf } from './strokes.js';

/**
 * Hands over what the operator types, key by key.
 * @param handle `alone`: nothing else came with it. A yes is typed alone; a pasted word may hold its letter
 */
export function useStrokes(handle: (stroke: Stroke, alone: boolean) => void): void {
  useInput((input, key) => {
    const strokes = strokesOf(input, key);
    for (const stroke of strokes) handle(stroke, strokes.length === 1);
  });
}
