import { BY_WRITTEN_NAME, type VariableName } from './known.js';

const BY_FOLDED_NAME: ReadonlyMap<string, VariableName> = new Map(
  [...BY_WRITTEN_NAME].map(([written, { name }]) => [written.toLowerCase(), name]),
);

/** The variable that is meant by one of its names, in any letter case; undefined: none is. */
export function nameWritten(written: string): VariableName | undefined {
  return BY_WRITTEN_NAME.get(written)?.name ?? BY_FOLDED_NAME.get(written.toLowerCase());
}
