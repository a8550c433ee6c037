import { createContext } from 'react';

/** What components draw on. */
export interface Canvas {
  /**
   * Puts rows below each other; the others stay.
   * @param from the place of the first one, from 0
   * @param rows cut to the width, with their colours
   */
  put(from: number, rows: readonly string[]): void;
}

export const CanvasContext = createContext<Canvas>({ put: () => undefined });
