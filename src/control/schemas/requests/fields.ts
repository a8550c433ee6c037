import { z } from 'zod';

/**
 * A whole number in an address, as its decimal digits and nothing else.
 * @param most at most 16 digits long
 */
export function wholeNumber(least: number, most: number) {
  return z
    .string('a whole number')
    .regex(/^\d{1,16}$/, 'a whole number')
    .transform(Number)
    .pipe(z.int().min(least).max(most));
}

/** The number of an intent, in an address. */
export const numberInAddress = wholeNumber(1, Number.MAX_SAFE_INTEGER);

/** The number of an intent or a restriction, in a body. */
export const numberInBody = z.int().positive();

/** A text of which something is left without the white space around it. */
export const textUpTo = (longest: number) => z.string().trim().min(1).max(longest);

/** Is it only asked what would become of it? Always to be said: nothing is written by accident. */
export const dryRun = z.boolean();
