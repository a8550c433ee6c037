import { DatabaseUsageBook } from '../adapters/postgres/usage-book.js';
import type { Author } from '../core/author.js';
import type { Cache } from '../core/cache.js';
import { type LocalClock, localClock } from '../lib/local-time.js';
import { MemoryCache } from '../lib/memory-cache.js';
import type { Releasers } from '../lib/releasers.js';
import type { Account } from './account.js';
import type { Ground } from './ground.js';
import type { ModelCap } from './health/model-cap.js';
import type { CountedWriting } from './metrics/count-writing.js';

/** Who looks on when something is written. */
export interface WatchedWriting {
  readonly counted: CountedWriting;
  readonly modelCap: ModelCap;
}

/**
 * Builds what writes: the language model of the configuration, behind the checks of every text.
 * @returns undefined when nothing that runs has anything written
 * @throws PostaciError of the customer's own prompts
 */
export async function openAuthor(
  ground: Ground,
  { key }: Pick<Account, 'key'>,
  releasers: Releasers,
  { counted, modelCap }: WatchedWriting,
): Promise<Author | undefined> {
  const { config, clock, database, logger } = ground;
  const { llm, promptsDirectory } = config;
  if (!llm) return undefined;
  // Loaded only where something writes.
  const { createWriter } = await import('../adapters/llm/writer.js');
  const { createAuthor } = await import('../writing/author.js');
  const { readPrompts } = await import('../writing/read-prompts.js');
  const prompts = await readPrompts(promptsDirectory);
  // It may be gone from the configuration before the daemon starts anew.
  const settings = () => ground.config.llm ?? llm;
  const book = new DatabaseUsageBook(database, key, clock, wallClock(ground));
  const writer = createWriter({
    settings,
    clock,
    logger: logger.child({ part: 'model' }),
    cache: await openCache(ground, releasers),
    usage: modelCap.watched(counted.book(book, settings)),
  });
  return createAuthor({
    writer: counted.writer(writer),
    prompts,
    stats: counted.stats,
    logger: logger.child({ part: 'writing' }),
  });
}

/** That of the zone which is in force when it is asked. */
function wallClock(ground: Pick<Ground, 'config'>): LocalClock {
  const now = () => localClock(ground.config.limits.timeZone);
  return { local: (at) => now().local(at), first: (...asked) => now().first(...asked) };
}

async function openCache({ config, clock, logger }: Ground, releasers: Releasers): Promise<Cache> {
  const { redisUrl, customer } = config;
  if (!redisUrl) return new MemoryCache(clock);
  const { createRedisCache } = await import('../adapters/redis/cache.js');
  const cache = createRedisCache({ url: redisUrl.reveal(), customer, logger });
  releasers.add('the cache', () => cache.close());
  return cache;
}
