const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** A length of time for people, from its two largest units: `2 h 5 min`, `450 s` is `7 min 30 s`. */
export function describeDuration(ms: number): string {
  // Nobody counts milliseconds beside whole seconds, once there are a few.
  const exact = Math.max(0, Math.round(ms));
  let left = exact < 10_000 ? exact : Math.round(exact / 1000) * 1000;
  const parts: string[] = [];
  for (const [name, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ') || '0 s';
}
