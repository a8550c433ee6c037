/** A value that does not fit the schema, or bytes that do not; `path` names the field. */
export class TlError extends Error {
  path = '';

  constructor(readonly reason: string) {
    super(reason);
    this.name = 'TlError';
  }
}

/** Prefixes the path of a TlError with the field or index it passed through; returns the error. */
export function errorWithin(error: unknown, step: string): unknown {
  if (!(error instanceof TlError)) return error;
  const separator = error.path === '' || error.path.startsWith('[') ? '' : '.';
  error.path = `${step}${separator}${error.path}`;
  error.message = `${error.path}: ${error.reason}`;
  return error;
}

/** Bytes name a constructor that no layer known here has. */
export class UnknownConstructorError extends TlError {
  constructor(readonly constructorId: number) {
    super(`no constructor has the id ${constructorId.toString(16).padStart(8, '0')}`);
    this.name = 'UnknownConstructorError';
  }
}
