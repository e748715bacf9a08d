import { UsageError } from '../../errors.ts';
import { withoutPasswords } from './quiet-errors.ts';

/** Long enough for a server that is just starting beside us. */
const connectMilliseconds = 5_000;

/**
 * Refuses a Redis that may throw jobs away when it is full: only `noeviction` answers with an error instead, and an
 * error is what the reconciler heals. Throws `UsageError`, also for a server that cannot be reached.
 */
export async function checkRedis(url: string): Promise<void> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    connectTimeout: connectMilliseconds,
    retryStrategy: () => null,
  });
  // Without a listener the client prints the error itself; `connect` rejects with the same one.
  let seen = '';
  redis.on('error', (error: Error) => {
    seen = error.message;
  });
  try {
    await redis.connect();
    const policy = policyOf(await redis.info('memory'));
    if (policy !== 'noeviction') {
      throw new UsageError(
        `The Redis at REDIS_URL has maxmemory-policy "${policy}" and would silently drop jobs when it is full. ` +
          'Set it with: redis-cli config set maxmemory-policy noeviction',
        1,
      );
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = withoutPasswords(seen || (error instanceof Error ? error.message : String(error)));
    throw new UsageError(`The Redis at REDIS_URL does not answer (${reason}). Start it, or correct REDIS_URL.`, 1);
  } finally {
    redis.disconnect();
  }
}

function policyOf(info: string): string {
  return /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'unknown';
}
