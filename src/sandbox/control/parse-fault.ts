import type { Effect, Fault } from '../faults/fault.js';
import { ALL_KINDS, type Mix } from '../faults/mix.js';
import type { SuddenEffect } from '../methods/struck.js';
import { BadRequest } from './bad-request.js';
import { isJson, type Json, optionalNumber } from './fields.js';

/** The numbers of an object that are there, by their names. */
function numbersIn<Name extends string>(body: Json, names: readonly Name[]) {
  const entries = names.flatMap((name) => {
    const value = optionalNumber(body, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries) as { readonly [name in Name]?: number };
}

/**
 * A fault or a mix out of a request's body.
 * @throws BadRequest naming the field.
 */
export function parseFault(body: unknown): Fault | { readonly mix: Mix } {
  if (!isJson(body)) throw new BadRequest('a fault is an object: {"method", "effect": {"kind"}}');
  if (body.mix !== undefined) return { mix: parseMix(body.mix) };
  const { method, effect } = body;
  if (typeof method !== 'string' || method === '') {
    throw new BadRequest('"method" is missing, e.g. "messages.sendMessage" or "*"');
  }
  const filters = numbersIn(body, ['account', 'peer', 'skip', 'times', 'probability']);
  return { method, effect: parseEffect(effect), ...filters };
}

function parseMix(mix: unknown): Mix {
  if (!isJson(mix)) throw new BadRequest('a mix is an object: {"mix": {"seed", "rate"}}');
  const { method, kinds } = mix;
  const { seed, rate, ...filters } = numbersIn(mix, ['seed', 'rate', 'account', 'peer']);
  if (seed === undefined) throw new BadRequest('"mix.seed" must be a number');
  if (rate === undefined || rate < 0 || rate > 1) throw new BadRequest('"mix.rate" is 0 to 1');
  if (method !== undefined && typeof method !== 'string') {
    throw new BadRequest('"mix.method" must be a string');
  }
  return {
    seed,
    rate,
    ...filters,
    ...(method === undefined ? {} : { method }),
    ...(kinds === undefined ? {} : { kinds: parseKinds(kinds) }),
  };
}

function parseKinds(kinds: unknown): readonly Effect['kind'][] {
  if (!Array.isArray(kinds)) throw new BadRequest('"mix.kinds" must be a list');
  return kinds.map((name) => {
    const kind = ALL_KINDS.find((known) => known === name);
    if (!kind) throw new BadRequest(`"mix.kinds" are among ${ALL_KINDS.join(', ')}`);
    return kind;
  });
}

function parseEffect(effect: unknown): Effect {
  const kind = isJson(effect) ? ALL_KINDS.find((name) => name === effect.kind) : undefined;
  if (!isJson(effect) || !kind) {
    throw new BadRequest(`"effect.kind" must be one of ${ALL_KINDS.join(', ')}`);
  }
  switch (kind) {
    case 'error':
    case 'error-after-effect':
    case 'error-in-container': {
      if (typeof effect.text !== 'string') throw new BadRequest('"effect.text" must be a string');
      const error = { code: numberIn(effect, 'code'), text: effect.text };
      return kind === 'error-in-container'
        ? { kind, ...error, ...numbersIn(effect, ['ms']) }
        : { kind, ...error };
    }
    case 'delay':
      return { kind, ms: numberIn(effect, 'ms') };
    case 'silent-server':
    case 'half-open':
    case 'push-late':
      return { kind, ...numbersIn(effect, ['ms']) };
    case 'answer-lost':
      return { kind, cut: effect.cut === true };
    default:
      return { kind };
  }
}

function numberIn(effect: Json, field: string): number {
  const value = effect[field];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new BadRequest(`"effect.${field}" must be a number`);
  }
  return value;
}

const SUDDEN = [
  'cut',
  'silent-server',
  'half-open',
  'forget-key',
  'rotate-salts',
  'new-session',
  'push-too-long',
  'push-undecodable',
] as const satisfies readonly SuddenEffect['kind'][];

const isSudden = (effect: Effect): effect is SuddenEffect =>
  SUDDEN.some((kind) => kind === effect.kind);

/**
 * What is to strike at once.
 * @throws BadRequest naming the field.
 */
export function parseSudden(effect: unknown): SuddenEffect {
  const parsed = parseEffect(effect);
  if (isSudden(parsed)) return parsed;
  throw new BadRequest(`only these strike at once: ${SUDDEN.join(', ')}`);
}
