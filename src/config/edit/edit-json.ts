import { type JsonMember, readJson } from '../json-reader.js';
import type { WrittenValue } from './written-value.js';

/** Behind a value: what still belongs to it on its line. The comma is the first group, a remark the second. */
const REST_OF_LINE = /[ \t]*(,?)[ \t]*((?:\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)?)/y;

/**
 * Sets or takes out one member at the top of a JSON text; everything else stays as it is, remarks too.
 * @param value undefined takes it out
 */
export function editJson(text: string, name: string, value: WrittenValue | undefined): string {
  const { members } = readJson(text);
  const at = members.findIndex((member) => member.name === name);
  const member = members[at];
  if (value === undefined) return member ? takenOut(text, members, at) : text;
  const literal = JSON.stringify(value);
  if (member) return spliced(text, member.valueStart, member.end, literal);
  return added(text, members.at(-1), `${JSON.stringify(name)}: ${literal}`);
}

function added(text: string, last: JsonMember | undefined, member: string): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  if (!last) {
    const brace = text.lastIndexOf('}');
    const open = text.slice(0, brace).trimEnd();
    return `${open}${lineEnd}  ${member}${lineEnd}${text.slice(brace)}`;
  }
  const indent = indentOf(text, last.start);
  if (indent === undefined) return spliced(text, last.end, last.end, `, ${member}`);
  const { comma, end } = restOf(text, last.end);
  // A comma that stands elsewhere than people write it leads to the new member.
  const behind = last.comma !== undefined && comma === '' ? last.end : end;
  const between = `${last.comma === undefined || comma === '' ? ',' : ''}${text.slice(last.end, behind)}`;
  return spliced(text, last.end, behind, `${between}${lineEnd}${indent}${member}${comma}`);
}

function takenOut(text: string, members: readonly JsonMember[], at: number): string {
  const [before, member] = [members[at - 1], members[at]];
  if (!member) return text;
  const { comma, end } = restOf(text, member.end);
  const rest = text.slice(end);
  const alone = indentOf(text, member.start) !== undefined && /^[ \t]*(\r?\n|$)/.test(rest);
  const start = alone ? text.lastIndexOf('\n', member.start) + 1 : member.start;
  const stop = alone ? end + (/^[ \t]*\r?\n/.exec(rest)?.[0].length ?? 0) : end;
  // The comma that led to the last member leads nowhere now; one that stands on another line is no longer needed.
  const left = member.comma === undefined ? before?.comma : comma === '' ? member.comma : undefined;
  const pieces = [
    [start, stop] as const,
    ...(left === undefined ? [] : [[left, left + 1] as const]),
  ];
  return pieces
    .sort(([a], [b]) => b - a)
    .reduce((now, [from, to]) => spliced(now, from, to, ''), text);
}

function restOf(text: string, from: number): { readonly comma: string; readonly end: number } {
  REST_OF_LINE.lastIndex = from;
  const [whole = '', comma = ''] = REST_OF_LINE.exec(text) ?? [];
  return { comma, end: from + whole.trimEnd().length };
}

/** The white space before something that is the first on its line; undefined when it is not. */
function indentOf(text: string, at: number): string | undefined {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(lineStart, at);
  return lineStart > 0 && before.trim() === '' ? before : undefined;
}

function spliced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}
