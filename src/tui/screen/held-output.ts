/** So much of what was written meanwhile is kept. */
const KEPT_CHARACTERS = 64 * 1024;

/**
 * Keeps what others write to the streams (`console`, a library's warning) from the screen while it is shown.
 * @param onLine is told each line, for the feed
 * @returns the way to write past it, and the way to give the streams back: what was kept is written then
 */
export function holdOutput(
  streams: { readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream },
  onLine: (line: string) => void,
): { readonly write: (text: string) => void; readonly release: () => void } {
  const write = streams.stdout.write.bind(streams.stdout);
  const releases = [...new Set([streams.stdout, streams.stderr])].map((stream) =>
    holdOne(stream, onLine),
  );
  return {
    write: (text) => {
      write(text);
    },
    release: () => {
      for (const release of releases) release();
    },
  };
}

function holdOne(stream: NodeJS.WriteStream, onLine: (line: string) => void): () => void {
  const original = stream.write;
  let kept = '';
  let line = '';
  const hold = (chunk: unknown, ...rest: unknown[]): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString();
    kept = (kept + text).slice(-KEPT_CHARACTERS);
    const lines = (line + text).split('\n');
    line = (lines.pop() ?? '').slice(-KEPT_CHARACTERS);
    for (const one of lines) if (one.trim() !== '') onLine(one);
    const done = rest.findLast((one) => typeof one === 'function');
    if (done) queueMicrotask(() => done());
    return true;
  };
  stream.write = hold;
  return () => {
    stream.write = original;
    if (kept !== '') stream.write(kept);
    kept = '';
  };
}
