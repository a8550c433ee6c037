import type { Status } from '../control/contract/status.js';
import { heldBy } from '../words/held-by.js';
import { RULE_LABELS, ruleIn } from '../words/rule-labels.js';
import { STATE_NAMES } from '../words/state-names.js';
import { STATUS_REPORT } from '../words/status-report.js';
import { healthLine } from './health-lines.js';
import { takeoverStatusLines } from './people/takeover-lines.js';
import { peopleLine } from './people/users-lines.js';
import { labelled, lengthOfTime, type Reader } from './reader.js';

/** The status report, a line each. */
export function statusLines(status: Status, reader: Reader): string[] {
  const { account, queue } = status;
  const { now, language } = reader;
  const words = STATUS_REPORT[language];
  const names = STATE_NAMES[language];
  const { labels } = words;
  const calledBy = [account.username && `@${account.username}`, account.phone].filter(Boolean);
  const upFor = lengthOfTime(now - status.startedAt, reader);
  const process = words.process(status.version, status.processId, upFor, status.database);
  return [
    labelled(labels.customer, `${status.customer}   ${process}`),
    labelled(labels.account, `${account.name} ${calledBy.join(' ')}`.trimEnd()),
    labelled(labels.health, healthLine(healthOf(account), reader)),
    labelled(labels.telegram, names.connection[status.connection]),
    labelled(labels.heard, heard(status.hearing, reader)),
    ...status.services.map(({ name, state, paused }) =>
      labelled(labels.service, `${name}: ${names.serviceState[paused ? 'paused' : state]}`),
    ),
    ...status.pauses.map(({ service, since, by }) => {
      const scope = service === '*' ? words.all : service;
      const resume = `postaci resume ${service === '*' ? 'all' : service}`;
      const text = words.pausedBy(scope, by, words.ago(lengthOfTime(now - since, reader)));
      return labelled(labels.paused, `${text} (${resume})`);
    }),
    labelled(labels.sent, sent(queue.spent, reader)),
    labelled(labels.queue, words.queue(queue.states)),
    ...Object.entries(queue.waiting).map(([rule, count]) =>
      labelled(labels.waiting, words.waitingFor(count, ruleIn(RULE_LABELS[language], rule))),
    ),
    ...(status.drafts > 0 ? [labelled(labels.drafts, words.drafts(status.drafts))] : []),
    labelled(labels.next, next(queue.next, reader)),
    ...configuration(status, reader),
    peopleLine(status.people, reader),
    ...takeoverStatusLines(status.takeovers, reader),
    ...status.restrictions.map(({ id, scope, peer, code, until, reason }) => {
      const where = peer === undefined ? scope : `${scope} ${peer}`;
      const end =
        until === null
          ? words.until(`postaci lift ${id}`)
          : words.forTime(lengthOfTime(until - now, reader));
      return labelled(labels.restricted, `${id} ${where}: ${code}, ${end} (${reason})`);
    }),
  ];
}

function healthOf(account: Status['account']) {
  const { health, healthReason, healthSince, healthUntil, remedy } = account;
  return { health, reason: healthReason, since: healthSince, until: healthUntil, remedy };
}

function heard(hearing: Status['hearing'], reader: Reader): string {
  const { lastHeardAt, catchingUp, waiting, waitingSince, failed } = hearing;
  const words = STATUS_REPORT[reader.language];
  const since = (at: number) => lengthOfTime(reader.now - at, reader);
  const parts = [
    lastHeardAt === null ? words.nothingHeard : words.lastHeard(words.ago(since(lastHeardAt))),
    ...(catchingUp.length > 0 ? [words.catchingUp(catchingUp.join(', '))] : []),
    ...(waitingSince === null ? [] : [words.toHandle(waiting, since(waitingSince))]),
    ...(failed > 0 ? [words.givenUp(failed)] : []),
  ];
  return parts.join('; ');
}

function sent(spent: Status['queue']['spent'], { language }: Reader): string {
  const words = STATUS_REPORT[language];
  const figure = (count: number, cap: number | null) =>
    cap === null ? `${count}` : words.ofCap(count, cap);
  return words.sent(figure(spent.lastHour, spent.hourCap), figure(spent.today, spent.dayCap));
}

function next(due: Status['queue']['next'], reader: Reader): string {
  const words = STATUS_REPORT[reader.language];
  if (!due) return words.nothingDue;
  const left = due.at - reader.now;
  const when = left <= 0 ? words.now : words.inTime(lengthOfTime(left, reader));
  return `${words.next(due.id, when)}${due.rule ? `; ${heldBy(due.rule, due.reason, reader.language)}` : ''}`;
}

/** Only what is not as it should be, or not as usual. */
function configuration({ configuration, debug }: Status, { language }: Reader): string[] {
  const words = STATUS_REPORT[language];
  const { needRestart, problem } = configuration;
  return [
    ...(problem === null ? [] : [labelled(words.labels.settings, words.filesKept(problem))]),
    ...(needRestart.length === 0
      ? []
      : [labelled(words.labels.settings, words.needRestart(needRestart.join(', ')))]),
    ...(debug ? [labelled(words.labels.debug, words.debugOn)] : []),
  ];
}
