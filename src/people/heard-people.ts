import type { Incoming, IncomingEdit, IncomingMessage } from '../core/incoming.js';
import type { PeerId } from '../core/peer.js';
import { languageOf } from '../lib/language.js';
import type { PersonFacts } from './record-facts.js';
import type { Fact } from './standing.js';
import type { ReadConsentWord } from './words.js';

/** What was heard of one person, before it is counted together. */
interface Heard {
  readonly seenAt: number;
  readonly fact?: Fact;
  /** Of a private message. */
  readonly message?: IncomingMessage;
}

/**
 * What a batch says about people: everything in private, of groups only opt-in and opt-out words that are
 * addressed to the account. An edit counts when it says an opt-out word now.
 */
export async function heardPeople(
  fresh: readonly Incoming[],
  readWord: ReadConsentWord,
): Promise<PersonFacts[]> {
  const heard = new Map<PeerId, Heard[]>();
  for (const incoming of fresh) {
    if (incoming.kind === 'deletion' || incoming.own) continue;
    const person = incoming.peer > 0 ? incoming.peer : (incoming.senderId ?? 0);
    if (person <= 0) continue;
    const one = incoming.peer > 0 ? inPrivate(incoming, readWord) : inGroup(incoming, readWord);
    if (!one) continue;
    const before = heard.get(person);
    if (before) before.push(one);
    else heard.set(person, [one]);
  }
  return Promise.all([...heard].map(([person, all]) => together(person, all)));
}

function inPrivate(
  incoming: IncomingMessage | IncomingEdit,
  readWord: ReadConsentWord,
): Heard | undefined {
  const { messageId, text } = incoming;
  const where = `private message ${messageId}`;
  const word = readWord(text);
  if (incoming.kind === 'edit') {
    if (word?.change !== 'refused') return undefined;
    const { editedAt: at } = incoming;
    return { seenAt: at, fact: { kind: 'refusal', how: word.word, at } };
  }
  const { at } = incoming;
  const fact: Fact = word
    ? said(word, where, at)
    : { kind: 'consent', basis: 'wrote_first', source: where, at };
  return { seenAt: at, fact, message: incoming };
}

function inGroup(
  incoming: IncomingMessage | IncomingEdit,
  readWord: ReadConsentWord,
): Heard | undefined {
  if (incoming.mentioned !== true) return undefined;
  const word = readWord(incoming.text);
  if (!word || (incoming.kind === 'edit' && word.change !== 'refused')) return undefined;
  const at = incoming.kind === 'edit' ? incoming.editedAt : incoming.at;
  return { seenAt: at, fact: said(word, String(incoming.peer), at) };
}

function said(
  { change, word }: NonNullable<ReturnType<ReadConsentWord>>,
  where: string,
  at: number,
): Fact {
  if (change === 'refused') return { kind: 'refusal', how: word, at };
  return { kind: 'consent', basis: 'opt_in_word', source: `the word "${word}" in ${where}`, at };
}

async function together(person: PeerId, all: readonly Heard[]): Promise<PersonFacts> {
  const messages = all.flatMap(({ message }) => message ?? []);
  const newest = messages.reduce<IncomingMessage | undefined>(
    (last, message) => (last && last.messageId > message.messageId ? last : message),
    undefined,
  );
  return {
    person,
    seenAt: Math.min(...all.map(({ seenAt }) => seenAt)),
    facts: all.flatMap(({ fact }) => fact ?? []),
    ...(newest && {
      language: await languageOf(newest.text),
      heard: {
        count: messages.length,
        lastId: newest.messageId,
        lastAt: Math.max(...messages.map(({ at }) => at)),
      },
    }),
  };
}
