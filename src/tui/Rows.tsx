import { Box, Text, type TextProps } from 'ink';
import { memo, type ReactNode } from 'react';
import type { Row, Tone } from './panels/parts/rows.js';

type Look = Pick<TextProps, 'color' | 'bold' | 'dimColor' | 'inverse'>;

/** The sixteen colours that every terminal has; what they mean is said by a word or a sign, too. */
const LOOKS: Readonly<Record<Tone, Look>> = {
  plain: {},
  dim: { dimColor: true },
  strong: { bold: true },
  good: { color: 'green' },
  warn: { color: 'yellow' },
  bad: { color: 'red', bold: true },
  key: { color: 'cyan', bold: true },
};

/** How a whole row stands out: `selected` from its neighbours, `old` as not of now. */
export type RowLook = 'selected' | 'old' | undefined;

/** A row, cut to the width already. */
export const RowText = memo(function RowText(props: {
  readonly row: Row;
  readonly look?: RowLook;
}): ReactNode {
  const { row, look } = props;
  return (
    <Text wrap="truncate-end" inverse={look === 'selected'}>
      {row.length === 0 ? ' ' : null}
      {keyed(row).map(([key, { text, tone = 'plain' }]) => (
        <Text key={key} {...(look === 'old' ? LOOKS.dim : LOOKS[tone])}>
          {text}
        </Text>
      ))}
    </Text>
  );
});

/** Rows below each other. */
export function Rows(props: { readonly rows: readonly Row[]; readonly look?: RowLook }): ReactNode {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {keyed(props.rows).map(([key, row]) => (
        <RowText key={key} row={row} look={props.look} />
      ))}
    </Box>
  );
}

/** A row has no name but its place. */
function keyed<T>(list: readonly T[]): readonly (readonly [string, T])[] {
  return list.map((one, index) => [String(index), one]);
}
