import type { Target } from '../core/peer.js';
import { isUnreadable, parseTarget } from '../core/peer-ref.js';
import type { MessageTarget, Schedule } from '../core/settings.js';
import type { CustomerDocument } from './document.js';
import type { LoadContext } from './load-context.js';
import type { MessageDocument } from './message-document.js';
import { splitList } from './parse/list.js';
import { parseSchedule } from './parse/schedule.js';
import { placeOf } from './value-source.js';

/**
 * Gathers where messages go: `GROUP_LINKS`, and the targets of the customer's file. One that stands in both is
 * the file's, with its own schedule.
 */
export function readTargets(
  context: LoadContext,
  schedule: Schedule,
  messages?: { readonly document: CustomerDocument; readonly content: MessageDocument },
): readonly MessageTarget[] {
  const targets = new Map<string, MessageTarget>();
  const add = (target: MessageTarget, place: string) => {
    context.targetPlaces.set(target, place);
    targets.set(placeKey(target), target);
  };
  for (const target of groupLinks(context)) {
    add({ ...target, schedule }, placeOf(context.values.source('GROUP_LINKS')));
  }
  if (messages) {
    for (const { target, place } of fileTargets(context, schedule, messages)) add(target, place);
  }
  return [...targets.values()];
}

function groupLinks({ values, problems }: LoadContext): readonly Target[] {
  const raw = values.raw('GROUP_LINKS');
  if (!raw) return [];
  const parsed = splitList(raw.text).map(parseTarget);
  for (const target of parsed.filter(isUnreadable)) {
    problems.add(`GROUP_LINKS (${placeOf(raw.source)}): ${target.problem}`, target.remedy);
  }
  return parsed.filter((target): target is Target => !isUnreadable(target));
}

function fileTargets(
  { problems }: LoadContext,
  byDefault: Schedule,
  { document, content }: { document: CustomerDocument; content: MessageDocument },
): readonly { readonly target: MessageTarget; readonly place: string }[] {
  return content.targets.flatMap((written, index) => {
    const place = `${document.file}:${document.lineOf(['targets', index])}`;
    const title = `${place} \`targets.${index}\``;
    const target = parseTarget(written.group);
    const schedule = written.schedule === undefined ? undefined : parseSchedule(written.schedule);
    if (schedule?.ok === false) {
      const remedy = schedule.remedy.replaceAll('{name}', 'schedule');
      problems.add(`${title}: the schedule \`${written.schedule}\` ${schedule.problem}`, remedy);
    }
    if (isUnreadable(target)) {
      problems.add(`${title}: ${target.problem}`, target.remedy);
      return [];
    }
    const topic = written.topic === undefined ? {} : { topicId: written.topic };
    const own = schedule?.ok ? schedule.value : byDefault;
    return [{ target: { ...target, ...topic, schedule: own }, place }];
  });
}

/** The same place, however it is written. */
export function placeKey({ peer, topicId = 0 }: Target): string {
  switch (peer.by) {
    case 'username':
      return `@${peer.username.toLowerCase()}/${topicId}`;
    case 'invite':
      return `+${peer.hash}/${topicId}`;
    case 'id':
      return `${peer.id}/${topicId}`;
  }
}
