import { z } from 'zod';
import type { ReplyForm } from '../../../src/ports.ts';
import { type Finish, type Protocol, type ReceivedCall, type ScriptedServer, scriptedHttp } from './scripted-http.ts';
import { strictSchemaDefects } from './strict-schema.ts';

const Text = z.string().min(1);

const Body = z.strictObject({
  model: z.string(),
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: Text }))
    .refine((messages) => messages[0]?.role === 'system' && messages[1]?.role === 'user', 'no system and user message')
    .refine((messages) => messages.at(-1)?.role === 'user', 'the last message is not the user’s'),
  max_completion_tokens: z.int().positive().optional(),
  max_tokens: z.int().positive().optional(),
  // LangChain's client says this of every call.
  stream: z.literal(false).optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
          strict: z.literal(true),
          schema: z.record(z.string(), z.unknown()),
        }),
      }),
    ])
    .optional(),
});

const finishes: Record<Finish, string> = { stop: 'stop', length: 'length', filter: 'content_filter' };

/** A server that speaks the OpenAI protocol and knows these forms of reply; all of them unless given. */
export function scriptedServer(
  forms: readonly ReplyForm[] = ['json-schema', 'json-object', 'text'],
): Promise<ScriptedServer> {
  const protocol: Protocol = {
    path: '/v1/chat/completions',
    read(body, headers) {
      const parsed = Body.safeParse(body);
      if (!parsed.success) return z.prettifyError(parsed.error);
      const { messages, model, response_format: format } = parsed.data;
      const limits = [parsed.data.max_tokens, parsed.data.max_completion_tokens].filter((limit) => limit !== undefined);
      if (limits.length !== 1) return 'max_tokens and max_completion_tokens: set exactly one';
      const form = formOf(format?.type);
      if (!forms.includes(form)) return `response_format of type ${format?.type} is not supported with this model`;
      const schema = format?.type === 'json_schema' ? format.json_schema.schema : null;
      const defects = schema ? strictSchemaDefects(schema) : [];
      if (defects.length > 0) return `Invalid schema for response_format: ${defects.join('; ')}`;
      if (form === 'json-object' && !messages.some(({ content }) => /json/i.test(content))) {
        return 'messages must contain the word json to use json_object';
      }
      return {
        ...{ system: messages[0]?.content ?? '', user: messages[1]?.content ?? '', turns: messages.slice(2) },
        ...{ model, form, schema, maxOutputTokens: limits[0] ?? 0 },
        key: (headers.authorization ?? '').replace('Bearer ', ''),
        agent: headers['user-agent'] ?? '',
        idempotencyKey: String(headers['idempotency-key'] ?? ''),
      };
    },
    answer(script, call, usage) {
      return {
        ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 0, model: datedName(call) },
        choices: [
          {
            ...{ index: 0, logprobs: null, finish_reason: finishes[script.finish ?? 'stop'] },
            message: {
              role: 'assistant',
              content: script.refusal ? null : script.content,
              refusal: script.refusal ?? null,
            },
          },
        ],
        ...(usage ? { usage: { prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: 0 } } : {}),
      };
    },
    refusal(message) {
      const param = message.includes('response_format') ? 'response_format' : null;
      return { error: { message, type: 'invalid_request_error', param, code: null } };
    },
  };
  return scriptedHttp(protocol);
}

function formOf(type: 'json_object' | 'json_schema' | undefined): ReplyForm {
  if (type === undefined) return 'text';
  return type === 'json_object' ? 'json-object' : 'json-schema';
}

function datedName(call: ReceivedCall): string {
  return `${call.model}-2026-01-01`;
}
