import { z } from 'zod';
import { ModelExchange } from './model-call.ts';

/** What `assay prompt` prints: a request as a stage would send it now, over what is stored of a vendor. */
export const PrintedPrompt = z.strictObject({
  task: z.enum(['harvest', 'judge', 'narrative']),
  subject: z.string(),
  /** Which of how many such requests; for harvest they are numbered from 1 in order of address. */
  part: z.int().positive(),
  parts: z.int().positive(),
  /** Null where no model is set: then nobody can say how its request would be written. */
  model: z.string().nullable(),
  requestDigest: z.string().nullable(),
  /** Whether the reply is kept, so that asking costs nothing. */
  kept: z.boolean(),
  messages: ModelExchange.shape.messages,
  schemaName: ModelExchange.shape.schemaName,
  schema: ModelExchange.shape.schema,
  form: ModelExchange.shape.form,
  maxOutputTokens: ModelExchange.shape.maxOutputTokens,
  /** The body byte for byte as it goes over the wire; null where the provider's own library writes it, or no model is set. */
  body: z.string().nullable(),
});
export type PrintedPrompt = z.infer<typeof PrintedPrompt>;
export type PromptTask = PrintedPrompt['task'];

/** Which request; what does not belong to the task is not looked at. */
export interface WantedPrompt {
  task: PromptTask;
  /** Of `judge`: a dimension's id. The first with anything to decide unless given. */
  dimension?: string;
  /** Of `harvest`, from 1; 1 unless given. */
  part?: number;
  /** Of `narrative`: `portrait` unless given. */
  section?: string;
}
