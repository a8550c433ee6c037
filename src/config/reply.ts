import { NO_REPLIES, REPLY_MODES, type ReplySettings } from '../core/reply-settings.js';
import { readDayWindows } from './day-windows.js';
import type { CustomerDocument } from './document.js';
import { noteStrongerFile } from './file-wins.js';
import type { LoadContext } from './load-context.js';
import type { Outline } from './outline.js';
import { checkVariables } from './own-variables.js';
import { parseActiveWindows } from './parse/active-windows.js';
import { parseBoolean } from './parse/boolean.js';
import { oneOf } from './parse/choice.js';
import { durationFrom, parseDuration } from './parse/duration.js';
import { wholeNumber } from './parse/number.js';
import type { ReplyDocument } from './reply-document.js';
import { readMenu } from './reply-menu.js';
import { readChatModes } from './reply-modes.js';
import { warnOfUnreachable } from './reply-reach.js';
import { readRules } from './reply-rules.js';

const DEFAULT_MENU_AFTER = 5;
const SHORTEST_EXPIRY_MS = 60_000;

/**
 * Reads who is answered, when and with what.
 * @param strict `LLM_STRICT_VALIDATE`
 */
export async function readReplySettings(
  context: LoadContext,
  document: CustomerDocument | undefined,
  strict: boolean,
): Promise<ReplySettings> {
  const { values } = context;
  const responses = document && (await readResponses(context, document, strict));
  const fromVariables = {
    mode: values.read('reply_mode', oneOf(REPLY_MODES)) ?? NO_REPLIES.mode,
    quietHours: values.read('QUIET_HOURS', parseActiveWindows) ?? NO_REPLIES.quietHours,
  };
  const menuAfter = readMenuAfter(context);
  return {
    ...NO_REPLIES,
    ...fromVariables,
    manualPlusTimeoutMs:
      values.read('manualplus_timeout_sec', parseDuration) ?? NO_REPLIES.manualPlusTimeoutMs,
    ...(menuAfter === undefined ? {} : { menuAfter }),
    expireAfterMs:
      values.read('REPLY_EXPIRE_AFTER', durationFrom(SHORTEST_EXPIRY_MS)) ??
      NO_REPLIES.expireAfterMs,
    ...responses,
  };
}

/** The schema's library is large: it is loaded only when there is something to check. */
async function readResponses(
  context: LoadContext,
  document: CustomerDocument,
  strict: boolean,
): Promise<Partial<ReplySettings>> {
  const { problems, warnings, places } = context;
  const { readReplyDocument } = await import('./reply-document.js');
  const file = readReplyDocument(document, problems);
  if (!file) return {};
  const { outline, content } = file;
  const { mode, quietHours, variables } = content;
  checkVariables(variables, outline, problems);
  const around = { outline, problems, variables };
  const read = await readRules(content.rules, around, strict);
  const { rules, written } = read;
  warnOfUnreachable(read, outline, warnings);
  for (const { rule, path } of [...rules, ...(written ? [written] : [])])
    places.set(`rule ${rule.id}`, outline.place(path));
  notePlaces(content, outline, context);
  return {
    ...(mode === undefined ? {} : { mode }),
    chatModes: readChatModes(content.chats, outline, problems),
    ...(quietHours === undefined
      ? {}
      : { quietHours: readDayWindows(quietHours, ['quietHours'], around) }),
    rules: rules.map(({ rule }) => rule),
    ...(written && { written: written.rule }),
    ...(content.menu === undefined ? {} : { menu: readMenu(content.menu, around) }),
    variables,
  };
}

function notePlaces(content: ReplyDocument, outline: Outline, context: LoadContext): void {
  const { places } = context;
  noteStrongerFile(context, outline, content, [
    ['mode', 'reply_mode'],
    ['quietHours', 'QUIET_HOURS'],
  ]);
  if (content.menu) places.set('menu', outline.place(['menu']));
  for (const who of Object.keys(content.chats)) {
    places.set(`reply to ${who.trim()}`, outline.place(['chats', who]));
  }
}

/** The menu comes by itself only where that is turned on: S3 turned it off for a reason. */
function readMenuAfter({ values }: LoadContext): number | undefined {
  const enabled = values.read('auto_menu_enabled', parseBoolean) ?? false;
  const threshold = values.read('auto_menu_threshold', wholeNumber(1, 1_000, DEFAULT_MENU_AFTER));
  return enabled ? (threshold ?? DEFAULT_MENU_AFTER) : undefined;
}
