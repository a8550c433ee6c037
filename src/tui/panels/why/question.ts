import type { WhyQuestion } from '../../../control/contract/why.js';

/** Reads what the operator wrote: a message's number, `last`, or somebody; undefined: nothing was written. */
export function questionOf(written: string): WhyQuestion | undefined {
  const asked = written.trim();
  if (asked === '') return undefined;
  if (asked.toLowerCase() === 'last') return { about: 'last' };
  if (/^#?[1-9]\d{0,14}$/.test(asked)) return { about: 'id', id: Number(asked.replace('#', '')) };
  return { about: 'peer', who: asked };
}

/** The question, as it would be written. */
export function writtenAs(question: WhyQuestion): string {
  if (question.about === 'last') return 'last';
  return question.about === 'id' ? `#${question.id}` : question.who;
}
