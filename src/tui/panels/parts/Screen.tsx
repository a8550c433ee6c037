import { Box, Text, type TextProps } from 'ink';
import type { ReactNode } from 'react';
import { type KeyHint, keyRows } from './key-rows.js';
import type { Row, Tone } from './rows.js';

type Look = Pick<TextProps, 'color' | 'bold' | 'dimColor'>;

/** The sixteen colours that every terminal has. */
const LOOKS: Readonly<Record<Tone, Look>> = {
  plain: {},
  dim: { dimColor: true },
  strong: { bold: true },
  good: { color: 'green' },
  warn: { color: 'yellow' },
  bad: { color: 'red', bold: true },
  key: { color: 'cyan', bold: true },
};

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
  const room = roomOf(size, keys);
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Line row={title} />
      <Box flexDirection="column" height={room} overflow="hidden">
        {numbered(body.slice(0, room)).map(({ key, row }) => (
          <Line key={key} row={row} />
        ))}
      </Box>
      {numbered(foot).map(({ key, row }) => (
        <Line key={key} row={row} />
      ))}
    </Box>
  );
}

/** The rows that a panel has for itself, between its title and its keys. */
export function roomOf(size: ScreenProps['size'], keys: readonly KeyHint[]): number {
  return Math.max(1, size.rows - 1 - keyRows(keys, size.columns).length);
}

function Line({ row }: { readonly row: Row }): ReactNode {
  return (
    <Text wrap="truncate-end">
      {row.every(({ text }) => text === '') ? ' ' : null}
      {numbered(row).map(({ key, row: { text, tone = 'plain' } }) => (
        <Text key={key} {...LOOKS[tone]}>
          {text}
        </Text>
      ))}
    </Text>
  );
}

/** A row has no name but its place. */
function numbered<T>(rows: readonly T[]): readonly { key: string; row: T }[] {
  return rows.map((row, index) => ({ key: String(index), row }));
}
