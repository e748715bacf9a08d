import { z } from 'zod';
import { ServerSetting } from './server-setting.ts';

/** How a server is set and what it uses, for its administrators. Never a secret. */
export const ServerFacts = z.strictObject({
  version: z.string(),
  /** `offline`, or a model's id. */
  analyst: z.string(),
  fourEyes: z.boolean(),
  database: z.enum(['embedded', 'PostgreSQL']),
  queue: z.enum(['in the database', 'Redis']),
  /** What the database takes up. */
  storedBytes: z.number(),
  /** Dollars, with what is set aside for calls under way; caps are null where there are none. */
  spentTodayUsd: z.number(),
  dayCapUsd: z.number().nullable(),
  spentInAllUsd: z.number(),
  totalCapUsd: z.number().nullable(),
  runCapUsd: z.number().nullable(),
  settings: z.array(ServerSetting),
});
export type ServerFacts = z.infer<typeof ServerFacts>;
