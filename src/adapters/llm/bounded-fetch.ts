/** The most that is read of a response: 64 kB of text, every character of it escaped. */
export const MOST_BODY_BYTES = 512 * 1024;

/** The response went on and on. */
export class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong';

  constructor() {
    super(`the response is over ${MOST_BODY_BYTES / 1024} kB`);
  }
}

/**
 * `fetch`, but a body that is too long breaks off with `BodyTooLong`, so that no endpoint can fill the
 * memory. What was compressed is counted unpacked.
 */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (!response.body) return response;
  let bytes = 0;
  const bound = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BODY_BYTES) controller.error(new BodyTooLong());
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(bound), { status, statusText, headers });
};
