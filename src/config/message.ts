import type { MessageSettings, Schedule } from '../core/settings.js';
import type { CustomerDocument } from './document.js';
import type { LoadContext } from './load-context.js';
import type { MessageDocument } from './message-document.js';
import { Outline } from './outline.js';
import { checkVariables } from './own-variables.js';
import { parseBoolean } from './parse/boolean.js';
import { oneOf } from './parse/choice.js';
import { durationFrom } from './parse/duration.js';
import type { Parser } from './parse/parsed.js';
import { parseCron, parseEvery, parseSchedule, parseTraffic } from './parse/schedule.js';
import type { ProblemList } from './problems.js';
import { readTargets } from './targets.js';
import { readTemplates } from './templates.js';
import { placeOf } from './value-source.js';
import type { VariableName } from './variables/known.js';

const DEFAULT_SCHEDULE: Schedule = { kind: 'every', everyMs: 3_600_000, jitterMs: 600_000 };
const DEFAULT_EXPIRE_AFTER_MS = 900_000;

const SCHEDULES: readonly (readonly [VariableName, Parser<Schedule>])[] = [
  ['MESSAGE_EVERY', parseEvery],
  ['MESSAGE_CRON', parseCron],
  ['MESSAGE_TRAFFIC', parseTraffic],
];

/** Reads what the message service says, where and when. */
export async function readMessageSettings(
  context: LoadContext,
  document: CustomerDocument | undefined,
): Promise<MessageSettings> {
  const { values } = context;
  const messages = document && (await readMessages(document, context.problems));
  const schedule = readSchedule(context, messages) ?? DEFAULT_SCHEDULE;
  const targets = readTargets(context, schedule, messages);
  const variables = messages?.content.variables ?? {};
  if (messages) checkVariables(variables, new Outline(messages.document), context.problems);
  return {
    targets,
    templates: messages
      ? readTemplates(messages.content.templates, {
          document: messages.document,
          context,
          variables,
          targets,
        })
      : [],
    variables,
    missedRuns: values.read('MESSAGE_MISSED_RUNS', oneOf(['skip', 'once'])) ?? 'skip',
    expireAfterMs:
      values.read('MESSAGE_EXPIRE_AFTER', durationFrom(1000)) ?? DEFAULT_EXPIRE_AFTER_MS,
    onlyAfterOthers: values.read('MESSAGE_ONLY_AFTER_OTHERS', parseBoolean) ?? true,
  };
}

interface Messages {
  readonly document: CustomerDocument;
  readonly content: MessageDocument;
}

/** The schema's library is large: it is loaded only when there is something to check. */
async function readMessages(
  document: CustomerDocument,
  problems: ProblemList,
): Promise<Messages | undefined> {
  const { readMessageDocument } = await import('./message-document.js');
  const content = readMessageDocument(document, problems);
  return content && { document, content };
}

/** The file's schedule, else the variables': of these at most one can be meant. */
function readSchedule(
  { values, problems }: LoadContext,
  messages: Messages | undefined,
): Schedule | undefined {
  const set = SCHEDULES.filter(([name]) => values.has(name));
  const [first, second] = set.map(([name]) => values.raw(name));
  if (first && second) {
    problems.add(
      `${first.name} (${placeOf(first.source)}) and ${second.name} (${placeOf(second.source)}) are both set`,
      'Keep one: a gap, a cron expression, or a gap that follows the traffic',
    );
  }
  const fromVariables = set.map(([name, parse]) => values.read(name, parse))[0];
  const written = messages?.content.schedule;
  if (!messages || written === undefined) return fromVariables;
  const parsed = parseSchedule(written);
  if (parsed.ok) return parsed.value;
  const place = `${messages.document.file}:${messages.document.lineOf(['schedule'])}`;
  const remedy = parsed.remedy.replaceAll('{name}', 'schedule');
  problems.add(`${place} the schedule \`${written}\` ${parsed.problem}`, remedy);
  return undefined;
}
