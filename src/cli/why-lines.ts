import type { WhyReport } from '../core/why.js';
import { whyStory } from '../words/why-story.js';
import type { Reader } from './reader.js';
import { visible } from './visible.js';

/** Longer is no text of a story. */
const LONGEST = 4_000;

/** What happened to a message, a moment a line. */
export function whyLines(
  report: WhyReport,
  reader: Pick<Reader, 'language' | 'timeZone'>,
): readonly string[] {
  return whyStory(report, reader).map((text) => visible(text.replaceAll(/\s+/g, ' '), LONGEST));
}
