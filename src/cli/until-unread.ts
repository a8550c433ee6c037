import { untilSignal } from './until-signal.js';

/** Aborts at the first SIGINT or SIGTERM, and when whoever read the output is gone (`| head -1`). */
export function untilUnread(): AbortSignal {
  const ending = new AbortController();
  const end = () => ending.abort();
  void untilSignal().then(end);
  process.stdout.once('error', end);
  return ending.signal;
}
