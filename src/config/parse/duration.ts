import { bad, good, type Parsed, type Parser } from './parsed.js';

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Ten years: longer is a slip of the keyboard, and dates stay safe. */
const LONGEST_MS = 3650 * 86_400_000;

const REMEDY = 'Write it as 90 (seconds), 90s, 5m, 2h or 1h30m';

/**
 * `90` (seconds), `90s`, `5m`, `2h`, `1d`, `500ms`, `1h30m`.
 * @returns milliseconds
 */
export function parseDuration(text: string): Parsed<number> {
  const compact = text.replace(/\s+/g, '').toLowerCase();
  const written = /^\d+(\.\d+)?$/.test(compact) ? `${compact}s` : compact;
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d|w))+$/.test(written)) return bad('is not a duration', REMEDY);
  let total = 0;
  for (const [, amount, unit] of written.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d|w)/g)) {
    total += Number(amount) * (UNITS_MS[unit ?? ''] ?? 0);
  }
  if (total > LONGEST_MS) return bad('is longer than ten years', REMEDY);
  return good(Math.round(total));
}

/** A duration of at least `minMs`. */
export function durationFrom(minMs: number): Parser<number> {
  return (text) => {
    const parsed = parseDuration(text);
    if (!parsed.ok || parsed.value >= minMs) return parsed;
    return bad(`is shorter than ${formatDuration(minMs)}`, REMEDY);
  };
}

/** `5400000` → `1h30m`: the way back, for people. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  const parts: string[] = [];
  let left = ms;
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const size = UNITS_MS[unit] ?? 1;
    const amount = Math.floor(left / size);
    if (amount > 0) parts.push(`${amount}${unit}`);
    left -= amount * size;
  }
  return parts.join('');
}
