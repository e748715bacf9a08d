import type { ServerFacts } from '../domain/server-facts.ts';
import type { WebParts } from './parts.ts';

/** How this server is set and what it uses, now. */
export async function serverFacts(parts: WebParts): Promise<ServerFacts> {
  const { office, server, version, analyst } = parts;
  const use = await office.store.use(office.clock.now().toISOString().slice(0, 10));
  return {
    version,
    analyst,
    fourEyes: office.fourEyes,
    database: server.database,
    queue: server.redis ? 'Redis' : 'in the database',
    storedBytes: use.bytes,
    spentTodayUsd: use.dayUsd,
    dayCapUsd: server.caps.dayUsd,
    spentInAllUsd: use.totalUsd,
    totalCapUsd: server.caps.totalUsd,
    runCapUsd: server.caps.runUsd,
    settings: server.settings,
  };
}
