import { type ReactNode, useState } from 'react';
import type { KeyHint } from './panels/parts/key-rows.js';
import { type Row, row } from './panels/parts/rows.js';
import { roomOf, Screen } from './panels/parts/Screen.js';
import { lettersOf } from './panels/parts/strokes.js';
import { useStrokes } from './panels/parts/use-strokes.js';
import { scrolled } from './panels/parts/window.js';
import type { TerminalSize } from './state/state.js';

export interface TextViewProps {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly size: TerminalSize;
  readonly keys: readonly KeyHint[];
  readonly close: () => void;
}

/** A text that may be longer than the screen. */
export function TextView({ title, rows, size, keys, close }: TextViewProps): ReactNode {
  const [top, setTop] = useState(0);
  const room = roomOf(size, keys);
  useStrokes((stroke) => {
    const letters = lettersOf(stroke);
    if (letters.includes('q')) return close();
    if (stroke.kind !== 'key') return;
    if (stroke.name === 'escape' || stroke.name === 'enter') return close();
    setTop((before) => scrolled(before, stroke.name, rows.length, room) ?? before);
  });
  // The text may have become shorter meanwhile.
  const first = Math.max(0, Math.min(top, rows.length - room));
  return (
    <Screen
      size={size}
      title={row(title, 'strong')}
      body={rows.slice(first, first + room)}
      keys={keys}
    />
  );
}
