import type { ReactNode } from 'react';
import { drawnRow } from '../../drawn-row.js';
import { Rows } from '../../Rows.js';
import { cutRow, filledUp } from '../../row-room.js';
import { type KeyHint, keyRows } from './key-rows.js';
import { EMPTY_ROW, type Row } from './rows.js';

export interface ScreenProps {
  readonly size: { readonly columns: number; readonly rows: number };
  readonly title: Row;
  /** At most as many as `roomOf` gives; what is more is not shown. */
  readonly body: readonly Row[];
  readonly keys: readonly KeyHint[];
}

/** A panel's picture: its title, its rows, and the keys at the foot. */
export function Screen({ size, title, body, keys }: ScreenProps): ReactNode {
  const foot = keyRows(keys, size.columns);
  const rows = [title, ...filledUp(body, roomOf(size, keys), EMPTY_ROW), ...foot];
  return <Rows rows={rows.map((row) => drawnRow(cutRow(row, size.columns)))} />;
}

/** The rows that a panel has for itself, between its title and its keys. */
export function roomOf(size: ScreenProps['size'], keys: readonly KeyHint[]): number {
  return Math.max(1, size.rows - 1 - keyRows(keys, size.columns).length);
}
