import type { Clock } from '../../core/clock.js';
import type { FloodWaits } from '../../core/flood-waits.js';
import { TelegramError } from './failure.js';

/**
 * What every connection begins with. While one of these has to rest, connecting would only be told so again.
 */
export const CONNECTING_METHODS = ['help.getConfig', 'users.getUsers', 'updates.getState'] as const;

/**
 * Sends: their waits are restrictions of the outbox, which keeps their random ids meanwhile. The ping belongs
 * to the line, not to the account.
 */
const LEFT_ALONE: ReadonlySet<string> = new Set([
  'messages.sendMessage',
  'messages.sendMedia',
  'messages.sendMultiMedia',
  'messages.forwardMessages',
  'pingDelayDisconnect',
]);

const FLOOD_WAIT = /^FLOOD_(?:PREMIUM_)?WAIT_(\d+)$/;

/** As much of a request as tells which method it calls; wrappers carry the call as their `query`. */
interface Named {
  readonly className: string;
  readonly query?: unknown;
}

/**
 * Calls Telegram, unless it said before that this method has to rest: then that is the answer at once, with
 * the seconds that are left, and nothing leaves. What it answers with a wait now is noted.
 * @throws what `call` throws; TelegramError `FLOOD_WAIT_x`
 */
export async function patiently<T>(
  waits: FloodWaits | undefined,
  request: Named,
  clock: Clock,
  call: () => Promise<T>,
): Promise<T> {
  const method = methodOf(request);
  if (!waits || LEFT_ALONE.has(method)) return call();
  throwWhileResting(waits, [method], clock);
  try {
    return await call();
  } catch (error) {
    const seconds = error instanceof TelegramError && FLOOD_WAIT.exec(error.text)?.[1];
    // A wait of nothing would be a busy loop.
    if (seconds) waits.note(method, error.text, clock.now() + Math.max(1, Number(seconds)) * 1_000);
    throw error;
  }
}

/**
 * To be asked before a line is even opened for the sake of these calls.
 * @throws TelegramError `FLOOD_WAIT_x` while one of them has to rest, with the longest time that is left
 */
export function throwWhileResting(
  waits: FloodWaits,
  methods: readonly string[],
  clock: Clock,
): void {
  const until = Math.max(...methods.map((method) => waits.until(method) ?? 0));
  const leftMs = until - clock.now();
  if (leftMs > 0) throw new TelegramError(420, `FLOOD_WAIT_${Math.ceil(leftMs / 1_000)}`);
}

/** GramJS says `users.GetUsers` for `users.getUsers`. */
function methodOf(request: Named): string {
  const { className, query } = request;
  if (isNamed(query)) return methodOf(query);
  return className.replace(/[^.]*$/, (name) => name.charAt(0).toLowerCase() + name.slice(1));
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'className' in value;
}
