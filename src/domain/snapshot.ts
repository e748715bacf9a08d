import { z } from 'zod';
import { CrawlEnd } from './closed-lists.ts';
import { Page } from './page.ts';
import { Producer } from './producer.ts';
import { Run } from './run.ts';

export type { Page } from './page.ts';

/** The pages of a run as they were received. Bodies are kept apart, by digest. */
export const Snapshot = z.strictObject({
  id: z.string(),
  runId: z.string(),
  attempt: z.int().positive(),
  run: Run,
  producer: Producer,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  endedBy: CrawlEnd,
  pages: z.array(Page),
});
export type Snapshot = z.infer<typeof Snapshot>;
