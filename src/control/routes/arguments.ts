import type { Takes } from './route.js';

/** The arguments of a method, from what was sent for it. */
export function argumentsOf(takes: Takes, request: object): readonly unknown[] {
  if (takes === 'request') return [request];
  if ('toArguments' in takes) return takes.toArguments(request as never);
  const fields: Partial<Record<string, unknown>> = { ...request };
  return takes.map((field) => fields[field]);
}

/** What is sent for a method, from its arguments; what is undefined is left out. */
export function requestOf(takes: Takes, given: readonly unknown[]): object {
  if (takes === 'request') return { ...(given[0] as object) };
  if ('toRequest' in takes) return takes.toRequest(...(given as never[]));
  const fields = takes.map((field, index): [string, unknown] => [field, given[index]]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}
