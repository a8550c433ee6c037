import { PostaciError } from '../../core/errors.js';

/** Does an error only say that there is no line to Telegram just now? */
export function isUnreachable(error: unknown): boolean {
  return error instanceof PostaciError && error.code === 'TELEGRAM_UNREACHABLE';
}
