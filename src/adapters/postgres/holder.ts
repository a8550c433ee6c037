import { hostname } from 'node:os';

/** This process, for whoever is turned away because of it. */
export function describeHolder(sinceMs: number): string {
  return `process ${process.pid} on ${hostname()}, since ${new Date(sinceMs).toISOString()}`;
}
