import { lexicalAnswer } from '../src/evals/models/lexical-model.ts';
import type { ReplyForm } from '../src/ports.ts';
import type { ReceivedCall, ScriptedServer } from './adapters/model/scripted-http.ts';
import { scriptedServer } from './adapters/model/scripted-server.ts';

/**
 * A double of a provider that reads like a hasty but honest reader, over the wire: equal requests get equal replies. Knows
 * these forms of reply; all unless given.
 */
export async function lexicalServer(forms?: readonly ReplyForm[]): Promise<ScriptedServer> {
  const server = await scriptedServer(forms);
  server.answerWith((call) => ({ do: 'answer', content: lexicalReply(call) }));
  return server;
}

/** What the double says to a call. Where the form carries no schema, the prompt tells it. */
export function lexicalReply(call: ReceivedCall): string {
  const { system, user, form, maxOutputTokens } = call;
  const told = /\{"type":"object".*\}/.exec(system)?.[0] ?? '{}';
  const schema = call.schema ?? (JSON.parse(told) as Record<string, unknown>);
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ] as const;
  const keys = Object.keys((schema.properties ?? {}) as object);
  const schemaName = keys.includes('quotes') ? 'harvest' : keys.includes('checks') ? 'judge' : 'narrative';
  const request = { messages, schemaName, schema, form, maxOutputTokens, seconds: 1, idempotencyKey: '' };
  return JSON.stringify(lexicalAnswer(request));
}
