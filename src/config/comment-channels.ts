import { basename } from 'node:path';
import type { CommentChannel } from '../core/comment-settings.js';
import { isUnreadable, parseTarget } from '../core/peer-ref.js';
import type { CommentDocument } from './comment-document.js';
import type { LoadContext } from './load-context.js';
import type { Outline } from './outline.js';
import { splitList } from './parse/list.js';
import { bad, good, type Parsed } from './parse/parsed.js';
import { placeKey } from './targets.js';
import { placeOf } from './value-source.js';

const REMEDY = 'Write a channel as -1001234567890, @kanal, or https://t.me/kanal';
/** Ids above this one are those of basic groups. */
const FIRST_CHANNEL = -1_000_000_000_000;
/** S1 advises 15 to 20. */
const MANY_CHANNELS = 20;
const NAMED_IN_A_WARNING = 5;

/**
 * Gathers where comments are agreed: `ALLOWLIST_CHAT_IDS`, and the channels of the customer's file. One that
 * stands in both is the file's, with its note.
 */
export function readChannels(
  context: LoadContext,
  file?: { readonly outline: Outline; readonly content: CommentDocument },
): readonly CommentChannel[] {
  const channels = new Map<string, CommentChannel>();
  const add = (channel: CommentChannel, place: string) => {
    context.places.set(`channel ${channel.written}`, place);
    channels.set(placeKey(channel), channel);
  };
  for (const channel of allowlist(context)) {
    add(channel, placeOf(context.values.source('ALLOWLIST_CHAT_IDS')));
  }
  file?.content.channels.forEach(({ channel: written, agreed }, index) => {
    const path = ['channels', index];
    const channel = parseChannel(written);
    if (!channel.ok) {
      const problem = `: \`${written.trim()}\` ${channel.problem}`;
      file.outline.problem(context.problems, path, { problem, remedy: channel.remedy });
      return;
    }
    const note = agreed?.trim() ?? '';
    add({ ...channel.value, ...(note === '' ? {} : { agreed: note }) }, file.outline.place(path));
  });
  return [...channels.values()];
}

/** What deserves a look before the first comment. */
export function warnOfChannels(
  { warnings, folders }: LoadContext,
  channels: readonly CommentChannel[],
): void {
  if (channels.length > MANY_CHANNELS) {
    warnings.push(
      `${channels.length} channels are on the allowlist: S1 advises at most ${MANY_CHANNELS} for one account`,
    );
  }
  const silent = channels.filter(({ agreed }) => agreed === undefined);
  if (silent.length === 0) return;
  const named = silent.slice(0, NAMED_IN_A_WARNING).map(({ written }) => written);
  const more = silent.length - named.length;
  const which = `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const file = `data/${basename(folders.data)}/comments.yaml`;
  warnings.push(
    `No note says who agreed to comments in ${which}: write it to ${file}, as \`agreed\` beside the channel`,
  );
}

function allowlist({ values }: LoadContext): readonly CommentChannel[] {
  return values.read('ALLOWLIST_CHAT_IDS', parseAllowlist) ?? [];
}

function parseAllowlist(text: string): Parsed<readonly CommentChannel[]> {
  const channels: CommentChannel[] = [];
  for (const item of splitList(text)) {
    const channel = parseChannel(item);
    if (!channel.ok) return bad(`holds \`${item}\`, which ${channel.problem}`, channel.remedy);
    channels.push(channel.value);
  }
  return good(channels);
}

/** As an operator names it. */
function parseChannel(text: string): Parsed<CommentChannel> {
  const target = parseTarget(text);
  if (isUnreadable(target)) {
    const [, why = 'is empty'] = /^`.*` (.*)$/s.exec(target.problem) ?? [];
    return bad(why.replace(/\bgroup\b/g, 'channel'), REMEDY);
  }
  const { written, peer, topicId } = target;
  if (topicId !== undefined) {
    return bad('names one post, not the channel', 'Leave out what stands behind the channel');
  }
  if (peer.by === 'id' && peer.id > 0) {
    return bad('is the id of a person', 'Channels have ids that begin with -100');
  }
  if (peer.by === 'id' && peer.id > FIRST_CHANNEL) {
    return bad('is the id of a basic group', 'Channels have ids that begin with -100');
  }
  return good({ written, peer });
}
