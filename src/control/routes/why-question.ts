import type { WhyQuestion } from '../contract/why.js';

/** The question as it stands in an address: `?id=`, `?peer=`, or nothing for the newest message of all. */
export interface WhyFields {
  readonly id?: number;
  readonly peer?: string;
}

/** What is asked by an address. */
export function toQuestion({ id, peer }: WhyFields): WhyQuestion {
  if (id !== undefined) return { about: 'id', id };
  return peer === undefined ? { about: 'last' } : { about: 'peer', who: peer };
}

/** The address's part for a question. */
export function toFields(question: WhyQuestion): WhyFields {
  if (question.about === 'id') return { id: question.id };
  return question.about === 'peer' ? { peer: question.who } : {};
}
