import type { Config } from '../core/config.js';
import type { NamedValue } from './describe-people.js';

/** Where comments are agreed, a line each. */
export function describeComments({ comment, services }: Config): NamedValue[] {
  if (!services.includes('comment')) return [];
  return comment.channels.map(({ written, agreed }) => [
    `channel ${written}`,
    agreed === undefined ? 'no note says who agreed' : `agreed: ${agreed}`,
  ]);
}
