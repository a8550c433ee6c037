import type { Config } from '../core/config.js';
import type { DmText } from '../core/dm-settings.js';
import { CONVERSATION_STATES } from '../core/people.js';
import type { ReplyConditions, ReplyRule, WrittenRule } from '../core/reply-settings.js';
import { formatWindow } from './parse/active-windows.js';
import { formatDuration } from './parse/duration.js';
import { fileToWrite, hasAnswers, hasMessages } from './people-check.js';

const LONGEST_SHOWN = 60;

/** Name and value of a row, as `describeConfig` shows it. */
export type NamedValue = readonly [name: string, value: string];

/** What is answered and what is said to people, a line each. */
export function describePeople({ reply, dm, services, dataDirectory }: Config): NamedValue[] {
  const rows: NamedValue[] = reply.chatModes.map(({ written, mode }) => [
    `reply to ${written}`,
    mode,
  ]);
  for (const rule of reply.rules) rows.push([`rule ${rule.id}`, describeRule(rule)]);
  if (reply.written) rows.push([`rule ${reply.written.id}`, describeWritten(reply.written)]);
  if (reply.menu) {
    const { length } = reply.menu.items;
    const itself = reply.menuAfter === undefined ? '' : `, by itself after ${reply.menuAfter}`;
    rows.push(['menu', `${count(length, 'item')}, when asked for${itself}`]);
  }
  if (services.includes('reply') && !hasAnswers(reply)) {
    const file = fileToWrite(dataDirectory, 'responses');
    rows.push(['responses', `none: nobody is answered until there is ${file}`]);
  }
  if (dm.welcome)
    rows.push(['welcome', `${variants(dm.welcome)} to ${dm.welcome.bases.join(', ')}`]);
  for (const invite of dm.invites) {
    const when =
      invite.afterMs === 0 ? 'at once' : `${formatDuration(invite.afterMs)} after consent`;
    rows.push([
      `invite ${invite.id}`,
      `${variants(invite)} to ${invite.bases.join(', ')}, ${when}`,
    ]);
  }
  for (const state of CONVERSATION_STATES) {
    const planned = dm.followUps[state];
    const times = planned.map(({ afterMs }) => formatDuration(afterMs)).join(', then ');
    if (planned.length > 0) rows.push([`follow-ups ${state}`, `after ${times}`]);
  }
  if (services.includes('dm') && !hasMessages(dm)) {
    const file = fileToWrite(dataDirectory, 'invites');
    rows.push(['invites', `none: nobody is written to until there is ${file}`]);
  }
  return rows;
}

function describeRule(rule: ReplyRule): string {
  const { keywords, loose, patterns, variants: texts } = rule;
  const words = shortened(keywords.join(', '));
  const conditions = [
    ...(words === '' ? [] : [loose ? `${words} (loose)` : words]),
    ...(patterns.length === 0 ? [] : [`/${shortened(patterns.join(' | '))}/`]),
    ...describeConditions(rule),
  ];
  return `${conditions.join('; ') || 'everything'}: ${count(texts.length, 'answer')}${describeRest(rule)}`;
}

function describeWritten(rule: WrittenRule): string {
  const conditions = describeConditions(rule).join('; ');
  return `${conditions || 'everything else'}: the model answers${describeRest(rule)}`;
}

function describeConditions({ chats, languages, hours }: ReplyConditions): readonly string[] {
  return [...(chats === 'all' ? [] : [chats]), ...languages, ...hours.map(formatWindow)];
}

function describeRest({ cooldownMs }: ReplyConditions): string {
  return cooldownMs === 0 ? '' : `, then not for ${formatDuration(cooldownMs)}`;
}

function variants({ variants: { length } }: DmText): string {
  return count(length, 'text');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
