import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../core/config.js';
import type { Queryable } from '../../core/database.js';
import type { CommentService } from '../../services/comment/comment.js';
import { applyEnabled } from '../enabled.js';
import type { Ground } from '../ground.js';
import type { Road } from '../road.js';

/** Who is told of another configuration. */
export interface Affected {
  readonly ground: Pick<Ground, 'live' | 'config' | 'logger' | 'clock' | 'logLevels'> & {
    readonly database: Queryable;
  };
  /** The account's key in the tables. */
  readonly account: string;
  readonly road: {
    readonly message: Pick<Road['message'], 'reload'>;
    readonly reply: Pick<Road['reply'], 'reload'>;
    readonly dm: Pick<Road['dm'], 'reload' | 'kick'>;
    readonly comment?: Pick<CommentService, 'reload'>;
    readonly sender: Pick<Road['sender'], 'wakeAll'>;
  };
}

/** Wakes whoever goes by the configuration, each time another one is in force. */
export function applyChanges({ ground, account, road }: Affected): void {
  ground.live.onChange(async (now, before) => {
    const changed = (...parts: readonly (keyof Config)[]) =>
      parts.some((part) => !isDeepStrictEqual(now[part], before[part]));
    if (now.log.level !== before.log.level) ground.logLevels.set(now.log.level);
    // At once, before anything is waited for: what was taken out of the settings is not sent any more.
    if (changed('message') || now.limits.timeZone !== before.limits.timeZone) road.message.reload();
    if (changed('reply')) road.reply.reload();
    if (changed('dm')) road.dm.reload();
    else if (changed('limits')) road.dm.kick();
    if (changed('comment', 'limits')) road.comment?.reload();
    // What waits for a limit may go now, and what was free may have to wait.
    road.sender.wakeAll();
    if (!changed('enabled')) return;
    await applyEnabled(ground, account);
    road.sender.wakeAll();
  });
}
