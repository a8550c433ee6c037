import type { Event, Exception } from '@sentry/core';
import type { Fault, FaultError } from '../../core/faults.js';
import { framesOf } from './frames.js';
import { PROGRAM_WORD, scrub } from './scrub.js';

/** Fields of a log line that name a part of the program. Ids, names and texts are in others, and stay here. */
const TAGS = ['part', 'service', 'code', 'method', 'event'] as const;
const MOST_CAUSES = 4;

/** What Sentry is told of a fault, and which faults are of a kind. */
export interface FaultEvent {
  readonly kind: string;
  readonly event: Event;
}

/** Makes a fault's event: words of the program, the places in it, and nothing else. */
export function eventOf({ at, message, error, fields }: Fault): FaultEvent {
  const values: Exception[] = [];
  for (let one: FaultError | undefined = error; one && values.length < MOST_CAUSES; ) {
    values.push(exceptionOf(one));
    one = one.cause;
  }
  const said = scrub(message);
  const code = error.code !== undefined && isWord(error.code) ? error.code : '';
  const kind = [scrub(error.name), code, withoutFigures(said), placeOf(values[0])];
  const tags = TAGS.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' && isWord(value) ? [[name, value] as const] : [];
  });
  if (code !== '') tags.push(['code', code]);
  return {
    kind: kind.join('|'),
    event: {
      level: 'error',
      timestamp: at / 1000,
      platform: 'node',
      message: said,
      // The cause first, the error that was logged last.
      exception: { values: values.reverse() },
      tags: Object.fromEntries(tags),
      fingerprint: kind,
    },
  };
}

function exceptionOf({ name, message, stack }: FaultError): Exception {
  const frames = framesOf(stack, message);
  return {
    type: scrub(name),
    value: scrub(message),
    ...(frames.length > 0 ? { stacktrace: { frames } } : {}),
  };
}

/** Where it was thrown: the innermost place of our own. */
function placeOf(exception: Exception | undefined): string {
  const frames = exception?.stacktrace?.frames ?? [];
  const own = frames.findLast((frame) => frame.in_app) ?? frames.at(-1);
  return own ? `${own.filename}:${own.function ?? ''}` : '';
}

const withoutFigures = (text: string): string => text.replace(/\d+/g, '#');

const isWord = (text: string): boolean =>
  text.length <= 64 && (/^[A-Za-z][A-Za-z0-9-]*$/.test(text) || PROGRAM_WORD.test(text));
