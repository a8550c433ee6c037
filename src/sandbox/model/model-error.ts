/** An answer that is an error, in the published API's form. */
export class ModelError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details: {
      readonly type: string;
      readonly param?: string | null;
      readonly code?: string | null;
    },
    /** Beside the usual ones. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** 400 for a field that is not as it should be. */
  static badRequest(message: string, param: string | null, code: string | null = null): ModelError {
    return new ModelError(400, message, { type: 'invalid_request_error', param, code });
  }

  /** The body. */
  toJSON(): object {
    const { type, param = null, code = null } = this.details;
    return { error: { message: this.message, type, param, code } };
  }
}

/** Is this an object, and no list? */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
