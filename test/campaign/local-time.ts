/**
 * Local time for the judge, straight from `Intl` and on purpose without anything of the guard's: a
 * mistake there must not be made here again.
 */
export interface LocalMoment {
  /** `2026-03-29` */
  readonly date: string;
  /** Minutes after midnight by the wall clock, 0–1439. */
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall in that time zone shows. */
export function localMoment(atMs: number, timeZone: string): LocalMoment {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  return { date, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}
