import type { z } from 'zod';
import type { Api } from '../api.ts';

/** A tool of the Model Context Protocol server: what goes in and out, and how the API answers it. */
export interface McpTool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  description: string;
  input: I;
  output: O;
  answer(api: Api, input: z.infer<I>): Promise<z.infer<O>>;
}

/** Lets TypeScript infer a tool's schemas. */
export function mcpTool<I extends z.ZodObject, O extends z.ZodObject>(tool: McpTool<I, O>): McpTool {
  return tool as unknown as McpTool;
}
