import { basename } from 'node:path';
import type { DmSettings } from '../core/dm-settings.js';
import type { ServiceName } from '../core/intent.js';
import { CONVERSATION_STATES } from '../core/people.js';
import type { ReplySettings } from '../core/reply-settings.js';
import type { PeopleLimits } from '../core/settings.js';
import type { LoadContext } from './load-context.js';
import { formatDuration } from './parse/duration.js';
import { placeOf } from './value-source.js';

interface PeopleParts {
  readonly services: readonly ServiceName[];
  readonly limits: PeopleLimits;
  readonly reply: ReplySettings;
  readonly dm: DmSettings;
}

/** Is there anything that it could answer with? */
export function hasAnswers({ rules, written, menu }: ReplySettings): boolean {
  return rules.length > 0 || written !== undefined || menu !== undefined;
}

/** Is there anything that it could say to people? */
export function hasMessages({ welcome, invites, followUps }: DmSettings): boolean {
  const planned = CONVERSATION_STATES.some((state) => followUps[state].length > 0);
  return welcome !== undefined || invites.length > 0 || planned;
}

/** `data/customer1/responses.yaml`: where something is to be written. */
export function fileToWrite(dataDirectory: string, name: 'responses' | 'invites'): string {
  return `data/${basename(dataDirectory)}/${name}.yaml`;
}

/** What reply and dm can do with one another, and with the services that run. */
export function checkPeople(context: LoadContext, parts: PeopleParts): void {
  const { values, warnings, folders } = context;
  const { services, reply, dm } = parts;
  refuseShortSilence(context, parts);
  const named = values.has('SERVICES');
  const place = placeOf(values.source('SERVICES'));
  const speaking = [
    ['reply', 'responses', hasAnswers(reply)],
    ['dm', 'invites', hasMessages(dm)],
  ] as const;
  for (const [service, file, speaks] of speaking) {
    const runs = services.includes(service);
    if (named && runs && !speaks) {
      const path = fileToWrite(folders.data, file);
      warnings.push(
        `SERVICES (${place}) names ${service}, which has nothing to say: write ${path}`,
      );
    }
    if (speaks && !runs) {
      warnings.push(
        `The ${file} are not used: the service ${service} does not run; add it to SERVICES`,
      );
    }
  }
  if (services.includes('reply') && reply.menuAfter !== undefined && !reply.menu) {
    const source = placeOf(values.source('auto_menu_enabled'));
    const path = fileToWrite(folders.data, 'responses');
    warnings.push(`auto_menu_enabled (${source}) has no menu to show: write one to ${path}`);
  }
}

/** The operator's own message takes an answer back only while the silence after it lasts. */
function refuseShortSilence(
  { values, problems }: LoadContext,
  { limits: { takeoverMs }, reply: { mode, chatModes, manualPlusTimeoutMs } }: PeopleParts,
): void {
  const waits = mode === 'manualplus' || chatModes.some((chat) => chat.mode === 'manualplus');
  if (!waits || takeoverMs >= manualPlusTimeoutMs) return;
  const [silence, timeout] = [formatDuration(takeoverMs), formatDuration(manualPlusTimeoutMs)];
  problems.add(
    `TAKEOVER_SILENCE (${placeOf(values.source('TAKEOVER_SILENCE'))}) is ${silence}, shorter than manualplus_timeout_sec (${timeout}): people would be answered twice, by you and then by postaci`,
    `Write TAKEOVER_SILENCE=${timeout} or longer`,
  );
}
