/** What a caller of the control endpoint did wrong, and how to do it right. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}
