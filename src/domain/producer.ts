import { z } from 'zod';
import { ModelServer } from './model-server.ts';

/** What made a record: code by version and digest (`1.2.3+0a1b…`), rubric and prompts by digest, analyst. Equal input and producer give equal output. */
export const Producer = z.strictObject({
  version: z.string(),
  rubricDigest: z.string(),
  promptDigests: z.record(z.string(), z.string()),
  /** `offline`, or the model's id. */
  analyst: z.string(),
  server: ModelServer.optional(),
});
export type Producer = z.infer<typeof Producer>;
