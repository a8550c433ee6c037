import { languageOf } from '../../lib/language.js';
import { drawOne } from '../../lib/seeded-random.js';
import { seededFor } from '../world/seeded.js';
import type { ChatMessage } from './completion-request.js';
import { LINES, type ModelLanguage } from './lines.js';

const NAMES: Readonly<Record<string, ModelLanguage>> = {
  Turkish: 'tr',
  Russian: 'ru',
  English: 'en',
};
const LENGTHS = /(\d{1,5}) to (\d{1,5}) characters/;
/** What a small model thinks is enough when nobody says. */
const USUAL: readonly [least: number, most: number] = [20, 240];

/**
 * A small model: a short text about nothing in particular, in the language that the instructions name, else in
 * that of the last message. It keeps to a length that the instructions give. The same request with the same
 * seed is answered the same; one more word in the instructions ("Your last text was …"), and it writes another.
 */
export async function compose(seed: number, messages: readonly ChatMessage[]): Promise<string> {
  const language = await languageFor(messages);
  const random = seededFor(
    seed,
    'model',
    ...messages.flatMap(({ role, text }) => [role, unframed(text)]),
  );
  const { openings, thoughts, endings } = LINES[language];
  const opening = drawOne(random, openings);
  const thought = drawOne(random, thoughts);
  const ending = drawOne(random, endings);
  const [least, most] = lengthsIn(messages);
  const candidates = [`${opening}, ${thought}. ${ending}`, `${opening}, ${thought}.`, ending];
  const fitting = candidates.filter(({ length }) => length <= most);
  if (fitting.length > 1 && least <= (fitting[1] ?? '').length && random() < 0.5) fitting.shift();
  return fitting[0] ?? ending.slice(0, most);
}

/** Which language a text for these messages is written in. */
export async function languageFor(messages: readonly ChatMessage[]): Promise<ModelLanguage> {
  const named = /\bWrite in (Turkish|Russian|English)\b/.exec(instructionsIn(messages))?.[1];
  const last = messages.findLast(({ role }) => role === 'user');
  const told = named === undefined ? await languageOf(dataIn(last?.text ?? '')) : NAMES[named];
  return told === 'tr' || told === 'ru' ? told : 'en';
}

/** What the messages instruct. */
export function instructionsIn(messages: readonly ChatMessage[]): string {
  return messages
    .filter(({ role }) => role === 'system' || role === 'developer')
    .map(({ text }) => text)
    .join('\n');
}

function lengthsIn(messages: readonly ChatMessage[]): readonly [least: number, most: number] {
  const found = LENGTHS.exec(instructionsIn(messages));
  return found ? [Number(found[1]), Number(found[2])] : USUAL;
}

/** What stands between `[[data …]]` and `[[end …]]`, where somebody put it so. */
function dataIn(text: string): string {
  return /\[\[data [^\]\n]{1,64}\]\]\n([\s\S]*?)\n\[\[end /.exec(text)?.[1] ?? text;
}

/** Without random boundaries: they say nothing. */
function unframed(text: string): string {
  return text.replace(/\[\[(data|end) [^\]\n]{1,64}\]\]/g, '[[$1]]');
}
