import { z } from 'zod';
import { type Finish, type Protocol, type ScriptedServer, scriptedHttp } from './scripted-http.ts';

const Content = z.union([z.string().min(1), z.array(z.object({ type: z.literal('text'), text: z.string().min(1) }))]);

const Body = z.object({
  model: z.string(),
  max_tokens: z.int().positive(),
  system: Content,
  messages: z.array(z.object({ role: z.enum(['user', 'assistant']), content: Content })).min(1),
  stream: z.literal(false).optional(),
  output_config: z
    .object({
      format: z.object({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) }).optional(),
    })
    .optional(),
});

const finishes: Record<Finish, string> = { stop: 'end_turn', length: 'max_tokens', filter: 'refusal' };

/** A server that speaks the Anthropic Messages protocol. */
export function scriptedAnthropic(): Promise<ScriptedServer> {
  const protocol: Protocol = {
    path: '/v1/messages',
    read(body, headers) {
      if (!headers['anthropic-version']) return 'anthropic-version: header is required';
      const parsed = Body.safeParse(body);
      if (!parsed.success) return z.prettifyError(parsed.error);
      const { model, system, messages, max_tokens: maxOutputTokens, output_config: config } = parsed.data;
      const texts = messages.map(({ role, content }) => ({ role, content: textOf(content) }));
      const schema = config?.format?.schema ?? null;
      return {
        ...{ system: textOf(system), user: texts[0]?.content ?? '', turns: texts.slice(1) },
        ...{ model, schema, maxOutputTokens, form: schema ? ('json-schema' as const) : ('text' as const) },
        key: String(headers['x-api-key'] ?? ''),
        agent: headers['user-agent'] ?? '',
        idempotencyKey: '',
      };
    },
    answer(script, call, usage) {
      const refused = script.refusal !== undefined;
      return {
        ...{ id: 'msg_1', type: 'message', role: 'assistant', model: `${call.model}-20260101`, stop_sequence: null },
        content: [{ type: 'text', text: script.refusal ?? script.content }],
        stop_reason: refused ? 'refusal' : finishes[script.finish ?? 'stop'],
        ...(usage ? { usage: { input_tokens: usage.input, output_tokens: usage.output } } : {}),
      };
    },
    refusal: (message) => ({ type: 'error', error: { type: 'invalid_request_error', message } }),
  };
  return scriptedHttp(protocol);
}

function textOf(content: z.infer<typeof Content>): string {
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('');
}
