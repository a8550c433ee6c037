import { createTransport, Scope, ServerRuntimeClient } from '@sentry/core';
import type { Fault, FaultReporter } from '../../core/faults.js';
import type { Secret } from '../../core/secret.js';
import { ReportBounds } from './bounds.js';
import { eventOf } from './event.js';

export interface SentryOptions {
  readonly dsn: Secret;
  /** The customer's id: all that is told of where the fault was. */
  readonly customer: string;
  /** Of the program. */
  readonly version: string;
  /** For one report, in milliseconds. @default 10000 */
  readonly deadlineMs?: number;
  /** @default the global one */
  readonly fetch?: typeof fetch;
}

type Transport = ReturnType<typeof createTransport>;

const DEADLINE_MS = 10_000;
/** So many may be on their way; more are dropped while Sentry is slow. */
const MOST_AT_ONCE = 8;

/**
 * Reports faults to a Sentry project, with the bare client: no instrumentation, no breadcrumbs, no traces, nothing
 * of the machine. docs/health.md says what is sent.
 */
export function createSentryReporter(options: SentryOptions): FaultReporter {
  const { dsn, customer, version } = options;
  const client = new ServerRuntimeClient({
    dsn: dsn.reveal(),
    release: `postaci@${version}`,
    environment: 'production',
    serverName: customer,
    platform: 'node',
    integrations: [],
    stackParser: () => [],
    transport: (transport) => fetchTransport(transport, options),
    sendClientReports: false,
    sendDefaultPii: false,
    // Without it Sentry may keep the address that a report came from.
    _metadata: { sdk: { name: 'postaci', version, settings: { infer_ip: 'never' } } },
    enableLogs: false,
    enableMetrics: false,
  });
  const bounds = new ReportBounds();
  let closing: Promise<void> | undefined;
  return {
    report(fault: Fault) {
      if (closing) return;
      try {
        const { kind, event } = eventOf(fault);
        const dropped = bounds.admit(kind, fault.at);
        if (dropped === undefined) return;
        const extra = dropped > 0 ? { extra: { dropped } } : {};
        // A scope of its own: nothing of others' is mixed in.
        client.captureEvent({ ...event, ...extra }, {}, new Scope());
      } catch {
        // Reporting a fault must not be one.
      }
    },
    close(graceMs) {
      closing ??= Promise.resolve(client.close(Math.max(1, graceMs))).then(
        () => client.dispose(),
        () => undefined,
      );
      return closing;
    },
  };
}

function fetchTransport(
  options: Parameters<typeof createTransport>[0] & {
    readonly url: string;
    readonly headers?: Record<string, string>;
  },
  { deadlineMs = DEADLINE_MS, fetch = globalThis.fetch }: SentryOptions,
): Transport {
  return createTransport({ ...options, bufferSize: MOST_AT_ONCE }, async ({ body }) => {
    const { url, headers = {} } = options;
    const request = {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : new Uint8Array(body),
      // Faults go where the operator said, and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    } as const;
    const response = await fetch(url, request);
    await response.body?.cancel();
    return {
      statusCode: response.status,
      headers: {
        'x-sentry-rate-limits': response.headers.get('X-Sentry-Rate-Limits'),
        'retry-after': response.headers.get('Retry-After'),
      },
    };
  });
}
