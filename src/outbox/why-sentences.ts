import type { WhyDecision, WhyReport } from '../core/why.js';
import { describeDuration } from '../lib/duration.js';
import { describeLocalSeconds, localClock } from '../lib/local-time.js';

/** What sentences are made of. */
export type WhyFacts = Omit<WhyReport, 'sentences'>;

type Message = NonNullable<WhyFacts['message']>;

/** A moment in words. */
type Time = (at: number) => string;

/**
 * What happened to a message and why, in whole sentences, in the order in which it happened.
 * @param timeZone IANA name: whose wall clock the times are told by
 */
export function whySentences(facts: WhyFacts, timeZone: string): readonly string[] {
  const { asked, message, decisions } = facts;
  const clock = localClock(timeZone);
  const time: Time = (at) => `${describeLocalSeconds(clock, at)} ${timeZone}`;
  if (!message) {
    return [
      asked === null
        ? 'Nothing has been proposed yet.'
        : `There is no message ${asked}; it may have been cleared away.`,
    ];
  }
  const { id, service, peer, proposedAt, behind } = message;
  return [
    `Message ${id} of the service ${service} to ${peer}, proposed at ${time(proposedAt)}${planned(message, time)}.`,
    ...decisions.map((decision) => describeDecision(decision, time)),
    describeState(message, time),
    ...(behind === null
      ? []
      : [
          `It stands in line behind message ${behind.id}, which ${behind.rule} holds: ${behind.reason ?? ''}.`,
        ]),
  ];
}

function planned({ proposedAt, plannedFor }: Message, time: Time): string {
  return plannedFor > proposedAt ? `, planned for ${time(plannedFor)}` : '';
}

function describeDecision(decision: WhyDecision, time: Time): string {
  const { at, verdict, rule, until, rules } = decision;
  if (verdict === 'allow') {
    const figures = rules.flatMap((line) => (line.figure ? [`${line.rule}: ${line.figure}`] : []));
    const looked = figures.length > 0 ? ` (${figures.join('; ')})` : '';
    return `${time(at)}: every rule let it go${looked}.`;
  }
  const line = rules.find((entry) => entry.rule === rule);
  const figure = line?.figure ? ` (${line.figure})` : '';
  const said = `${rule}: ${line?.reason ?? 'no reason was kept'}${figure}`;
  if (verdict === 'wait') return `${time(at)}: it waits until ${time(until ?? at)}. ${said}.`;
  return `${time(at)}: it is ${verdict === 'hold' ? 'held' : 'not sent'}. ${said}.`;
}

function describeState(message: Message, time: Time): string {
  const { state, nextAt, attempts, cause, messageIds, settledAt, proposedAt } = message;
  // Reasons that are whole sentences end here, as the others do.
  const because = cause?.reason ? `: ${cause.reason.replace(/\.$/, '')}` : '';
  const ended = settledAt === null ? '' : ` at ${time(settledAt)}`;
  switch (state) {
    case 'sent': {
      const after = describeDuration((settledAt ?? proposedAt) - proposedAt);
      const tries = attempts > 1 ? `, after ${attempts} attempts with the same id` : '';
      const ids = messageIds.length > 0 ? ` as message ${messageIds.join(', ')}` : '';
      return `It was sent${ended}${ids}, ${after} after it was proposed${tries}.`;
    }
    case 'sending':
      return attempts > 0 && cause
        ? `Whether it arrived is not known yet${because}.`
        : 'It is being sent now.';
    case 'queued':
      return nextAt === null
        ? `It is queued and held until something happens${because}.`
        : `It is queued and looked at again at ${time(nextAt)}${because}.`;
    case 'unknown':
      return `Whether it arrived cannot be told any more${because}. Look into the chat.`;
    case 'draft':
      return 'It waits for your approval.';
    default:
      return `It was not sent and will not be (${state}${ended})${because}.`;
  }
}
