/** Is this the rejection of somebody who was asked to stop? */
export function isAbort(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && (error === signal.reason || (error as Error)?.name === 'AbortError');
}

/** A signal that aborts with its parent, or by hand; `dispose` lets go of the parent. */
export function childController(parent?: AbortSignal): {
  readonly controller: AbortController;
  dispose(): void;
} {
  const controller = new AbortController();
  const abort = () => controller.abort(parent?.reason);
  if (parent?.aborted) abort();
  else parent?.addEventListener('abort', abort, { once: true });
  return { controller, dispose: () => parent?.removeEventListener('abort', abort) };
}

/** Rejects with the signal's reason once it aborts; never resolves. */
export function whenAborted(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  // For whoever waits for it; nobody else needs to know.
  aborted.catch(() => undefined);
  return aborted;
}
