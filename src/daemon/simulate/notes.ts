import type { Config } from '../../core/config.js';
import type { Recording } from '../../core/recording.js';
import { HOUR_MS } from '../../lib/local-time.js';
import type { Lived } from './live.js';
import type { SimulationNote } from './report.js';
import { heardHours, type Span } from './traffic.js';

/** What a reader of the report has to know beside its figures. */
export function notesOf(
  { services, enabled }: Pick<Config, 'services' | 'enabled'>,
  recording: Recording | undefined,
  { unknown, complaints }: Pick<Lived, 'unknown' | 'complaints'>,
  { from }: Span,
): readonly SimulationNote[] {
  const notes: SimulationNote[] = [];
  const state = recording?.state;
  if (!state) notes.push({ note: 'nothing-recorded' });
  else if (from < recording.to) notes.push({ note: 'begins-earlier' });
  const hours = recording ? heardFor(recording) : 0;
  if (state && hours < 24) notes.push({ note: 'heard-little', hours });
  if (state && state.queued > state.queue.length) {
    notes.push({ note: 'queue-cut', waiting: state.queued, taken: state.queue.length });
  }
  if (!enabled) notes.push({ note: 'paused', what: 'BOT_ENABLED' });
  for (const { service } of state?.pauses ?? []) notes.push({ note: 'paused', what: service });
  if (state && unknown.length > 0) notes.push({ note: 'never-found', places: unknown });
  if (services.includes('comment')) notes.push({ note: 'no-comments' });
  if (services.includes('reply')) notes.push({ note: 'few-answers' });
  return [...notes, ...complaints.map((text) => ({ note: 'complaint' as const, text }))];
}

/** In whole hours. */
function heardFor(recording: Recording): number {
  const { from, to } = heardHours(recording);
  return Math.max(0, Math.round((to - from) / HOUR_MS));
}
