import type { CommentSettings } from '../core/comment-settings.js';
import type { ServiceName } from '../core/intent.js';
import { warnOfChannels } from './comment-channels.js';
import type { LoadContext } from './load-context.js';
import { splitList } from './parse/list.js';
import { placeOf } from './value-source.js';

const REMEDY =
  'List at least one channel in which comments are agreed, e.g. ALLOWLIST_CHAT_IDS=@mychannel, or leave the service comment out of SERVICES';

/** The comment service needs channels; channels need the service. */
export function checkComments(
  context: LoadContext,
  services: readonly ServiceName[],
  { channels }: CommentSettings,
): void {
  const { values, problems, warnings } = context;
  if (services.includes('comment')) {
    const raw = values.raw('ALLOWLIST_CHAT_IDS');
    if (raw && splitList(raw.text).length === 0) {
      problems.add(`ALLOWLIST_CHAT_IDS (${placeOf(raw.source)}) names no channel`, REMEDY);
    } else if (!raw && channels.length === 0) {
      values.requireSet('ALLOWLIST_CHAT_IDS', REMEDY);
    }
    warnOfChannels(context, channels);
  } else if (channels.length > 0) {
    warnings.push(
      'No comments are written in the channels of the allowlist: the service comment does not run; add it to SERVICES',
    );
  }
}
