import {
  MODEL_FAULTS,
  type ModelEffect,
  type ModelFault,
  type ModelFaultKind,
} from '../model/model-fault.js';
import { BadRequest } from './bad-request.js';
import { isJson, type Json, optionalNumber } from './fields.js';

/** Every kind of fault of the model. */
export const MODEL_FAULT_KINDS = Object.keys(MODEL_FAULTS) as readonly ModelFaultKind[];

/**
 * A fault of the model out of a request's body.
 * @throws BadRequest naming the field
 */
export function parseModelFault(body: unknown): ModelFault {
  const effect = isJson(body) ? body.effect : undefined;
  const kind = isJson(effect) ? MODEL_FAULT_KINDS.find((name) => name === effect.kind) : undefined;
  if (!isJson(body) || !isJson(effect) || !kind) {
    throw new BadRequest(`"effect.kind" must be one of ${MODEL_FAULT_KINDS.join(', ')}`);
  }
  return { effect: effectOf(kind, effect), ...numbersOf(body, ['skip', 'times', 'probability']) };
}

function effectOf(kind: ModelFaultKind, effect: Json): ModelEffect {
  const figures = numbersOf(effect, MODEL_FAULTS[kind]);
  if (kind === 'rate-limit') return { kind, ...figures, asDate: effect.asDate === true };
  if (kind === 'parameter-refused' && effect.parameter !== undefined) {
    if (typeof effect.parameter === 'string') return { kind, parameter: effect.parameter };
    throw new BadRequest('"effect.parameter" must be a string');
  }
  const { status } = figures;
  if (status !== undefined && !(Number.isInteger(status) && status >= 400 && status <= 599)) {
    throw new BadRequest('"effect.status" is 400 to 599');
  }
  return { kind, ...figures };
}

function numbersOf(body: Json, names: readonly string[]): Readonly<Record<string, number>> {
  const entries = names.flatMap((name) => {
    const value = optionalNumber(body, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}
