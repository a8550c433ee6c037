import { Api } from 'telegram/tl/index.js';
import type { FreezeAnswer } from '../../core/health.js';
import type { Caller } from './caller.js';
import { NoAnswer, TelegramError } from './failure.js';
import { outcomeOf } from './outcomes.js';

/** Asked again after so long when no answer came. */
const RETRY_MS = 60_000;

/**
 * Asks Telegram's app config whether the account is frozen.
 * @throws the signal's reason; what Telegram and the network may answer is a value
 * @see https://core.telegram.org/api/config#client-configuration
 */
export async function readFreeze(caller: Caller, signal: AbortSignal): Promise<FreezeAnswer> {
  try {
    const answer = await caller.invoke(new Api.help.GetAppConfig({ hash: 0 }), signal);
    if (answer instanceof Api.help.AppConfig) return freezeIn(answer.config);
    return { kind: 'wait', code: answer.className, waitMs: RETRY_MS };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NoAnswer) return { kind: 'wait', code: error.code, waitMs: RETRY_MS };
    if (!(error instanceof TelegramError)) throw error;
    const outcome = outcomeOf(error);
    const waitMs = outcome.status === 'wait' ? outcome.waitMs : RETRY_MS;
    return { kind: 'wait', code: error.text, waitMs };
  }
}

/** The keys are there while the account is frozen, and only then. */
export function freezeIn(config: Api.TypeJSONValue): FreezeAnswer {
  const entries = config instanceof Api.JsonObject ? config.value : [];
  const values = new Map(entries.map(({ key, value }) => [key, value]));
  const since = dateIn(values.get('freeze_since_date'));
  const deletedAt = dateIn(values.get('freeze_until_date'));
  const appeal = values.get('freeze_appeal_url');
  const appealUrl = appeal instanceof Api.JsonString && appeal.value !== '' ? appeal.value : null;
  if (since === undefined && deletedAt === undefined) return { kind: 'free' };
  return {
    kind: 'frozen',
    ...(since === undefined ? {} : { since }),
    ...(deletedAt === undefined ? {} : { deletedAt }),
    ...(appealUrl === null ? {} : { appealUrl }),
  };
}

/** Telegram counts in seconds; 0 stands for none. */
function dateIn(value: Api.TypeJSONValue | undefined): number | undefined {
  return value instanceof Api.JsonNumber && value.value > 0 ? value.value * 1_000 : undefined;
}
