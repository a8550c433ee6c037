import type { Effect, Fault } from '../faults/fault.js';
import { BadRequest } from './bad-request.js';

type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const FILTERS = ['account', 'peer', 'skip', 'times', 'probability'] as const;

/**
 * A fault out of a request's body.
 * @throws BadRequest naming the field.
 */
export function parseFault(body: unknown): Fault {
  if (!isJson(body)) throw new BadRequest('a fault is an object: {"method", "effect": {"kind"}}');
  const { method, effect } = body;
  if (typeof method !== 'string' || method === '') {
    throw new BadRequest('"method" is missing, e.g. "messages.sendMessage" or "*"');
  }
  const filters = FILTERS.flatMap((name) => {
    const value = body[name];
    if (value === undefined) return [];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new BadRequest(`"${name}" must be a number`);
    }
    return [[name, value] as const];
  });
  return { method, effect: parseEffect(effect), ...Object.fromEntries(filters) };
}

const KINDS = [
  'error',
  'error-after-effect',
  'silence',
  'answer-lost',
  'cut',
  'delay',
  'silent-server',
  'forget-key',
  'rotate-salts',
  'push-lost',
  'push-twice',
  'push-too-long',
] as const satisfies readonly Effect['kind'][];

function parseEffect(effect: unknown): Effect {
  const kind = isJson(effect) ? KINDS.find((name) => name === effect.kind) : undefined;
  if (!isJson(effect) || !kind) {
    throw new BadRequest(`"effect.kind" must be one of ${KINDS.join(', ')}`);
  }
  switch (kind) {
    case 'error':
    case 'error-after-effect': {
      if (typeof effect.text !== 'string') throw new BadRequest('"effect.text" must be a string');
      return { kind, code: numberIn(effect, 'code'), text: effect.text };
    }
    case 'delay':
      return { kind, ms: numberIn(effect, 'ms') };
    case 'silent-server':
      return effect.ms === undefined ? { kind } : { kind, ms: numberIn(effect, 'ms') };
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
