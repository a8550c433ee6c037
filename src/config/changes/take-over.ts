import type { Config } from '../../core/config.js';
import type { LlmSettings } from '../../core/llm-settings.js';
import { deepFreeze } from '../freeze.js';
import type { Sources } from '../sources.js';
import { changeKind, KEPT_UNTIL_RESTART } from './change-kind.js';

/** A configuration, and where its values were found. */
export interface Described {
  readonly config: Config;
  readonly sources: Sources;
}

/**
 * What is in force once the files are read again: all that can change while the daemon runs is the new
 * configuration's; what it was built with stays as it was at the start.
 * @param started what the daemon was started with
 * @param next what the files say now
 */
export function takeOver(started: Described, next: Described): Described {
  return {
    config: deepFreeze(configOf(started.config, next.config)),
    sources: sourcesOf(started, next),
  };
}

function configOf(started: Config, next: Config): Config {
  const { llm: _llm, interfaceLanguage: _language, ...built } = started;
  const { silentAfterMs: _silence, ...alerts } = started.alerts;
  const { silentAfterMs } = next.alerts;
  const llm = modelOf(started.llm, next.llm);
  return {
    ...built,
    enabled: next.enabled,
    limits: next.limits,
    spamBreaker: next.spamBreaker,
    message: next.message,
    reply: replyOf(started, next),
    dm: next.dm,
    comment: next.comment,
    people: next.people,
    ...(llm && { llm }),
    alerts: { ...alerts, ...(silentAfterMs !== undefined && { silentAfterMs }) },
    ...(next.interfaceLanguage && { interfaceLanguage: next.interfaceLanguage }),
    log: { ...started.log, level: next.log.level },
  };
}

/** The figures may change; another endpoint, with its model and its key, is one of the next start. */
function modelOf(
  started: LlmSettings | undefined,
  next: LlmSettings | undefined,
): LlmSettings | undefined {
  if (!started || !next) return undefined;
  const same =
    started.baseUrl === next.baseUrl && started.apiKey?.reveal() === next.apiKey?.reveal();
  return same ? next : started;
}

/** Where nothing was written at the start, nothing that writes was built. */
function replyOf(started: Config, { reply }: Config): Config['reply'] {
  if (started.llm) return reply;
  const { written: _written, ...rest } = reply;
  return rest;
}

function sourcesOf({ sources: started }: Described, { sources: next }: Described): Sources {
  const live = [...next.variables].filter(([name]) => changeKind(name) === 'live');
  const kept = KEPT_UNTIL_RESTART.flatMap((name) => {
    const entry = started.variables.get(name);
    return entry ? [[name, entry] as const] : [];
  });
  return { ...next, variables: new Map([...live, ...kept]) };
}
