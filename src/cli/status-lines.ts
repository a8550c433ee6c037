import type { Status } from '../control/contract/status.js';
import { describeDuration } from '../lib/duration.js';
import { healthLine } from './health-lines.js';
import { takeoverStatusLines } from './people/takeover-lines.js';
import { peopleLine } from './people/users-lines.js';

/** The status report, a line each. */
export function statusLines(status: Status, now: number): string[] {
  const { account, queue } = status;
  const names = [account.username && `@${account.username}`, account.phone].filter(Boolean);
  return [
    `customer   ${status.customer}   postaci ${status.version}, process ${status.processId}, up ${describeDuration(now - status.startedAt)}, ${status.database} database`,
    `account    ${account.name} ${names.join(' ')}`.trimEnd(),
    `health     ${healthLine(healthOf(account), now)}`,
    `telegram   ${status.connection}`,
    hearingLine(status.hearing, now),
    ...status.services.map(
      (service) => `service    ${service.name}: ${service.paused ? 'paused' : service.state}`,
    ),
    ...status.pauses.map(({ service, since, by }) => {
      const scope = service === '*' ? 'all' : service;
      return `paused     ${scope} by ${by}, ${describeDuration(now - since)} ago (postaci resume ${scope})`;
    }),
    `sent       ${figure(queue.spent.lastHour, queue.spent.hourCap)} in the last hour, ${figure(queue.spent.today, queue.spent.dayCap)} today`,
    `queue      ${queue.states.queued} queued, ${queue.states.sending} being sent, ${queue.states.unknown} unknown, ${queue.states.refused} refused, ${queue.states.expired} expired, ${queue.states.failed} failed`,
    ...Object.entries(queue.waiting).map(([rule, count]) => `waiting    ${count} for ${rule}`),
    nextLine(queue.next, now),
    peopleLine(status.people),
    ...takeoverStatusLines(status.takeovers, now),
    ...status.restrictions.map(
      (restriction) =>
        `restricted ${restriction.id} ${restriction.scope}${restriction.peer === undefined ? '' : ` ${restriction.peer}`}: ${restriction.code}, ${restriction.until === null ? `until postaci lift ${restriction.id}` : `for ${describeDuration(restriction.until - now)}`} (${restriction.reason})`,
    ),
  ];
}

function healthOf(account: Status['account']) {
  const { health, healthReason, healthSince, healthUntil, remedy } = account;
  return { health, reason: healthReason, since: healthSince, until: healthUntil, remedy };
}

function hearingLine(hearing: Status['hearing'], now: number): string {
  const { lastHeardAt, catchingUp, waiting, waitingSince, failed } = hearing;
  const parts = [
    lastHeardAt === null ? 'nothing yet' : `last ${describeDuration(now - lastHeardAt)} ago`,
    ...(catchingUp.length > 0 ? [`catching up with ${catchingUp.join(', ')}`] : []),
    ...(waitingSince === null
      ? []
      : [`${waiting} to handle, the oldest for ${describeDuration(now - waitingSince)}`]),
    ...(failed > 0 ? [`${failed} could not be handled (see the log)`] : []),
  ];
  return `heard      ${parts.join('; ')}`;
}

const figure = (spent: number, cap: number | null) =>
  cap === null ? `${spent}` : `${spent} of ${cap}`;

function nextLine(next: Status['queue']['next'], now: number): string {
  if (!next) return 'next       nothing is due';
  const when = next.at <= now ? 'now' : `in ${describeDuration(next.at - now)}`;
  return `next       number ${next.id} ${when}${next.rule ? ` (${next.rule}: ${next.reason ?? ''})` : ''}`;
}
