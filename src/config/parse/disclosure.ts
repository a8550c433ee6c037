import { bad, good, type Parsed } from './parsed.js';

const LONGEST = 200;

/** One line that is added below what a program wrote. */
export function parseDisclosure(text: string): Parsed<string> {
  const line = text.trim();
  const remedy = 'Write one short line, e.g. {name}=Written with the help of a program';
  if (/\p{Cc}/u.test(line)) return bad('has a line break or another control character', remedy);
  if (!/[\p{L}\p{N}]/u.test(line)) return bad('has neither letter nor digit', remedy);
  if (line.length > LONGEST) {
    return bad(`is ${line.length} characters long, above ${LONGEST}`, remedy);
  }
  return good(line);
}
