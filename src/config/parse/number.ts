import { bad, good, type Parser } from './parsed.js';

/** A whole number in decimal digits, both bounds included. */
export function wholeNumber(
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
  example: number = Math.max(min, 1),
): Parser<number> {
  return (text) => {
    const value = Number(text);
    if (/^[+-]?\d+$/.test(text) && value >= min && value <= max) return good(value);
    const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
    return bad(`is not a whole number ${range}`, `Write digits only, e.g. {name}=${example}`);
  };
}

/** A decimal number, both bounds included. */
export function decimalNumber(min: number, max: number, example: number): Parser<number> {
  return (text) => {
    const value = Number(text);
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) && value >= min && value <= max) return good(value);
    return bad(
      `is not a number from ${min} to ${max}`,
      `Write it with a point, e.g. {name}=${example}`,
    );
  };
}
