import { isUnreadable, parseTarget } from '../core/peer-ref.js';
import type { ReplyMode, ReplySettings } from '../core/reply-settings.js';
import type { Outline } from './outline.js';
import type { ProblemList } from './problems.js';

const REMEDY = 'Write a person as @ayse, https://t.me/ayse, or by id, e.g. 123456789';

/** Reads the modes of single private chats: who, and how they are answered. */
export function readChatModes(
  written: Readonly<Record<string, ReplyMode>>,
  outline: Outline,
  problems: ProblemList,
): ReplySettings['chatModes'] {
  const seen = new Map<string, string>();
  return Object.entries(written).flatMap(([who, mode]) => {
    const target = parseTarget(who);
    const path = ['chats', who];
    if (isUnreadable(target) || target.topicId !== undefined || target.peer.by === 'invite') {
      outline.problem(problems, path, { problem: 'names no person', remedy: REMEDY });
      return [];
    }
    const { peer } = target;
    if (peer.by === 'id' && peer.id < 0) {
      const problem = 'names a group: in groups postaci answers when it is replied to or mentioned';
      outline.problem(problems, path, { problem, remedy: `Take it out. ${REMEDY}` });
      return [];
    }
    const key = peer.by === 'id' ? `${peer.id}` : peer.username.toLowerCase();
    const other = seen.get(key);
    if (other !== undefined) {
      const problem = `names the same person as \`${other}\``;
      outline.problem(problems, path, { problem, remedy: 'Keep one of the two' });
    }
    seen.set(key, who);
    return [{ written: who.trim(), peer, mode }];
  });
}
