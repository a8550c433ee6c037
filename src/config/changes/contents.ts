import type { Config } from '../../core/config.js';
import { CONVERSATION_STATES } from '../../core/people.js';

const LONGEST_SHOWN = 60;

/** A part of what is said, and where: its row in `describeConfig`, or a row of its own. */
export interface Content {
  readonly name: string;
  /** Absent: as `describeConfig` shows it. */
  readonly shown?: string;
  readonly value: unknown;
}

/** What the customer's files say, part by part, so that a change of a single word shows where it is. */
export function contentsOf({ message, reply, dm, comment }: Config): readonly Content[] {
  return [
    ...message.targets.map((one) => ({ name: `target ${one.written}`, value: one })),
    ...message.templates.map((one) => ({
      name: `template ${one.id}`,
      shown: textsOf(one.variants),
      value: one,
    })),
    ...reply.chatModes.map((one) => ({ name: `reply to ${one.written}`, value: one })),
    ...reply.rules.map((one) => ({ name: `rule ${one.id}`, value: one })),
    ...named('order of rules', reply.rules.map(({ id }) => id).join(', ')),
    ...(reply.written ? [{ name: `rule ${reply.written.id}`, value: reply.written }] : []),
    ...(reply.menu ? [{ name: 'menu', value: reply.menu }] : []),
    ...(dm.welcome ? [{ name: 'welcome', value: dm.welcome }] : []),
    ...dm.invites.map((one) => ({ name: `invite ${one.id}`, value: one })),
    ...CONVERSATION_STATES.filter((state) => dm.followUps[state].length > 0).map((state) => ({
      name: `follow-ups ${state}`,
      value: dm.followUps[state],
    })),
    ...comment.channels.map((one) => ({ name: `channel ${one.written}`, value: one })),
    ...variables('messages', message.variables),
    ...variables('responses', reply.variables),
    ...variables('invites', dm.variables),
  ];
}

function named(name: string, text: string): readonly Content[] {
  return text === '' ? [] : [{ name, shown: shortened(text), value: text }];
}

function variables(file: string, own: Readonly<Record<string, string>>): readonly Content[] {
  return Object.entries(own).flatMap(([name, text]) => named(`variable ${name} of ${file}`, text));
}

function textsOf(variants: readonly string[]): string {
  const [first = ''] = variants;
  const more = variants.length - 1;
  return `${shortened(first)}${more > 0 ? ` and ${more} more` : ''}`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line;
}
