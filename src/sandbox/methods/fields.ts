import { RpcError, type TlObject, type TlValue } from '../rpc.js';

const wrong = (field: string) => new RpcError(400, `INPUT_REQUEST_INVALID_${field.toUpperCase()}`);

/** The reading of a call's fields. Each throws RpcError 400 when the field is missing or of another type. */
export function textField(call: TlObject, field: string): string {
  const value = call[field];
  if (typeof value !== 'string') throw wrong(field);
  return value;
}

export function numberField(call: TlObject, field: string): number {
  const value = call[field];
  if (typeof value !== 'number') throw wrong(field);
  return value;
}

export function longField(call: TlObject, field: string): bigint {
  const value = call[field];
  if (typeof value !== 'bigint') throw wrong(field);
  return value;
}

export function bytesField(call: TlObject, field: string): Buffer {
  const value = call[field];
  if (!Buffer.isBuffer(value)) throw wrong(field);
  return value;
}

export function objectField(call: TlObject, field: string): TlObject {
  const value = call[field];
  if (!isTlObject(value)) throw wrong(field);
  return value;
}

/** An optional object: undefined when it was left out. */
export function optionalObject(call: TlObject, field: string): TlObject | undefined {
  return call[field] === undefined ? undefined : objectField(call, field);
}

export function optionalNumber(call: TlObject, field: string): number | undefined {
  return call[field] === undefined ? undefined : numberField(call, field);
}

/** A vector; an optional one that was left out is empty. */
export function listField(call: TlObject, field: string): readonly TlValue[] {
  const value = call[field];
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrong(field);
  return value;
}

export const objectsField = (call: TlObject, field: string): readonly TlObject[] =>
  listField(call, field).map((value) => {
    if (!isTlObject(value)) throw wrong(field);
    return value;
  });

export const numbersField = (call: TlObject, field: string): readonly number[] =>
  listField(call, field).map((value) => {
    if (typeof value !== 'number') throw wrong(field);
    return value;
  });

export const longsField = (call: TlObject, field: string): readonly bigint[] =>
  listField(call, field).map((value) => {
    if (typeof value !== 'bigint') throw wrong(field);
    return value;
  });

export const flag = (call: TlObject, field: string): boolean => call[field] === true;

function isTlObject(value: TlValue | undefined): value is TlObject {
  return typeof value === 'object' && !Buffer.isBuffer(value) && !Array.isArray(value);
}
