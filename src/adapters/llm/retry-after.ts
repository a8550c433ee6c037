/**
 * How long an endpoint asks to be left alone, in milliseconds: `Retry-After` in seconds or as a date
 * (RFC 9110, 10.2.3), or `retry-after-ms`, which some endpoints send for short times.
 * @returns undefined when it asks for nothing, or for nothing that can be understood
 */
export function retryAfterMs(
  headers: Pick<Headers, 'get'> | undefined,
  now: number,
): number | undefined {
  const exact = decimal(headers?.get('retry-after-ms'));
  if (exact !== undefined) return exact;
  const wish = headers?.get('retry-after');
  const seconds = decimal(wish);
  if (seconds !== undefined) return seconds * 1_000;
  // `Date.parse` takes much for a date; a date of HTTP begins with its weekday.
  const at = /^[A-Z][a-z]{2,8}, /.test(wish ?? '') ? Date.parse(wish ?? '') : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function decimal(text: string | null | undefined): number | undefined {
  return /^\d{1,12}(\.\d{1,6})?$/.test(text?.trim() ?? '') ? Number(text) : undefined;
}
