import type { z } from 'zod';

/** JSON Schema of what may be written in the place of something that is written in full. */
export type ShortForm = Readonly<Record<string, unknown>>;

export const TEXT: ShortForm = { type: ['string', 'number'] };

/** Notes what else a file may hold here, for the schemas that editors are given: a reading of it can't be told. */
export function withShortForms<T extends z.ZodType>(schema: T, ...shortForms: ShortForm[]): T {
  return schema.meta({ shortForms });
}
