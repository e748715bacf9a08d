import OpenAI from 'openai';
import type { Provider, ProviderOutcome, ProviderRequest } from '../../ports.ts';
import { outcomeOfFailure } from './failure-outcome.ts';
import { outcomeOfReply } from './reply-outcome.ts';
import { sendingOnly } from './sending-only.ts';
import { withinDeadline } from './within-deadline.ts';

export interface OpenAiSettings {
  key: string;
  /** Null for the provider's own address. */
  baseUrl: string | null;
  /** The model to ask for. */
  name: string;
  /** Of this program, for the user agent. */
  version: string;
}

const ownAddress = 'https://api.openai.com/v1';

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/**
 * A provider behind any server that speaks the chat-completions protocol. One call a request, no retry; never waits
 * longer than the request's seconds; no outcome repeats the provider's words of failure, which may echo the key.
 */
export function openAiProvider(settings: OpenAiSettings): Provider {
  const { key, version, baseUrl } = settings;
  const client = new OpenAI({
    apiKey: key,
    maxRetries: 0,
    // These would be read from the environment, which belongs to the configuration alone; so would be headers.
    baseURL: baseUrl ?? ownAddress,
    logLevel: 'off',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    fetch: sendingOnly({ authorization: `Bearer ${key}`, 'user-agent': `assay/${version}` }, ['idempotency-key']),
  });
  return {
    id: settings.name,
    ...(baseUrl === null ? {} : { server: new URL(baseUrl).host }),
    call: (request) => call(client, settings, request),
    body: (request) => bodyOf(request, settings),
  };
}

async function call(client: OpenAI, settings: OpenAiSettings, request: ProviderRequest): Promise<ProviderOutcome> {
  const ended = await withinDeadline(request, async (signal): Promise<unknown> => {
    return await client.chat.completions.create(bodyOf(request, settings), {
      signal,
      maxRetries: 0,
      timeout: request.seconds * 1000,
      headers: { 'Idempotency-Key': request.idempotencyKey },
    });
  });
  if (ended.ok) return outcomeOfReply(ended.result, ended.milliseconds);
  return outcomeOfFailure(ended.error, {
    ...ended,
    seconds: request.seconds,
    form: request.form,
    now: new Date(),
    settings: { key: 'OPENAI_API_KEY (or ASSAY_MODEL_KEY)', address: 'OPENAI_BASE_URL' },
  });
}

function bodyOf(request: Parameters<NonNullable<Provider['body']>>[0], { name, baseUrl }: OpenAiSettings): Body {
  const { messages, schemaName, schema, form, maxOutputTokens } = request;
  // Compatible servers know the older name; the provider itself refuses that one for its newer models.
  const limit = baseUrl === null ? { max_completion_tokens: maxOutputTokens } : { max_tokens: maxOutputTokens };
  const body: Body = { model: name, messages: [...messages], ...limit };
  if (form === 'json-object') body.response_format = { type: 'json_object' };
  if (form === 'json-schema') {
    body.response_format = { type: 'json_schema', json_schema: { name: schemaName, strict: true, schema } };
  }
  return body;
}
