import type { BaseMessage } from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';
import { modelProviders } from '../../domain/model-provider.ts';
import { UsageError } from '../../errors.ts';
import type { Provider, ProviderOutcome, ProviderRequest, ReplyForm } from '../../ports.ts';
import { outcomeOfFailure } from './failure-outcome.ts';
import { outcomeOfMessages } from './langchain-reply.ts';
import { outcomeOfText } from './reply-outcome.ts';
import { sendingOnly } from './sending-only.ts';
import { withinDeadline } from './within-deadline.ts';

export interface LangChainSettings {
  /** Both halves of `provider:model`. */
  provider: string;
  model: string;
  /** Null for providers that take their credentials from elsewhere. */
  key: string | null;
  /** Further options of the provider's own class, such as where its server stands. */
  options?: Readonly<Record<string, unknown>>;
}

/** The part of a LangChain chat model that is used here. */
interface ChatModel {
  _generate(messages: BaseMessage[], options: Record<string, unknown>): Promise<ChatResult>;
}

/** How a provider is told the schema in its own way. Where none stands here, the schema is part of the prompt. */
const nativeForms: Readonly<Record<string, (request: ProviderRequest) => Record<string, unknown>>> = {
  openai: openAiForm,
  azure_openai: openAiForm,
  anthropic: ({ schema }) => ({ outputConfig: { format: { type: 'json_schema', schema } } }),
};

/**
 * Where a class takes the settings of its client, and what its client may send beside the body. The other classes bring
 * clients that take no `fetch`. An address is named, because else a variable of the environment would name it; Azure has
 * one for each customer, which only the environment knows.
 */
const clients: Readonly<Record<string, Client>> = {
  openai: {
    ...{ settings: 'configuration', address: 'https://api.openai.com/v1', passed: [] },
    keyHeader: (key) => ({ authorization: `Bearer ${key}` }),
  },
  azure_openai: { settings: 'configuration', passed: ['api-key', 'authorization'], keyHeader: () => ({}) },
  anthropic: {
    ...{ settings: 'clientOptions', address: 'https://api.anthropic.com', passed: ['anthropic-version'] },
    keyHeader: (key) => ({ 'x-api-key': key }),
  },
};

interface Client {
  settings: string;
  address?: string;
  /** Headers that are let through as the client sets them. */
  passed: readonly string[];
  /** The key, where one is set. */
  keyHeader: (key: string) => Record<string, string>;
}

/**
 * A provider behind LangChain's `initChatModel`. One call a request, no retry. Rejects with `UsageError` where the
 * provider's package is not installed.
 */
export async function langChainProvider(settings: LangChainSettings): Promise<Provider> {
  await requirePackage(settings.provider);
  const forms: readonly ReplyForm[] = Object.hasOwn(nativeForms, settings.provider)
    ? ['json-schema', 'text']
    : ['text'];
  return { id: `${settings.provider}:${settings.model}`, forms, call: (request) => call(settings, request) };
}

/** Told when the program starts, not by the first run that needs it. */
async function requirePackage(provider: string): Promise<void> {
  const name = modelProviders[provider]?.package ?? '';
  try {
    await import(name);
  } catch {
    throw new UsageError(
      `ASSAY_MODEL names the provider ${provider}, whose package is not installed: npm install ${name}`,
    );
  }
}

async function call(settings: LangChainSettings, request: ProviderRequest): Promise<ProviderOutcome> {
  const model = await open(settings, request.maxOutputTokens).catch(() => null);
  if (model === null) return notOpened(settings);
  const messages = await messagesOf(request);
  const form = request.form === 'json-schema' ? nativeForms[settings.provider]?.(request) : undefined;
  const ended = await withinDeadline(request, (signal) =>
    // Not `invoke`: it would hand prompt and reply to tracers that variables of the environment switch on.
    model._generate(messages, { ...form, signal }),
  );
  if (ended.ok) return outcomeOfMessages(ended.result, ended.milliseconds);
  const thrown = thrownFinish(ended.error);
  if (thrown) return outcomeOfText('', { ...thrown, milliseconds: ended.milliseconds });
  return outcomeOfFailure(ended.error, {
    ...ended,
    seconds: request.seconds,
    form: request.form,
    now: new Date(),
    settings: { key: 'ASSAY_MODEL_KEY', address: 'ASSAY_MODEL' },
  });
}

/** The provider's class wants more than a key, or another one: it says so in its own words, which may hold the key. */
function notOpened({ provider, key }: LangChainSettings): ProviderOutcome {
  const name = modelProviders[provider]?.package ?? provider;
  const missing = key === null ? 'its credentials are missing' : 'it wants settings beside its key';
  const reason = `The package ${name} cannot be used as it is set up, perhaps because ${missing}: see its documentation.`;
  return { kind: 'unavailable', cause: 'key', reason, retryable: false, retryAfterSeconds: null, unbilled: true };
}

/**
 * The OpenAI class throws over a reply that was cut off or filtered, where it was asked for a schema, and hides its text
 * and usage: then it counts as set aside.
 */
function thrownFinish(error: unknown) {
  const finishReason = finishOfError[error instanceof Error ? error.constructor.name : ''];
  if (!finishReason) return null;
  return { finishReason, refusal: '', model: '', usage: { inputTokens: null, outputTokens: null } };
}

const finishOfError: Readonly<Record<string, string>> = {
  LengthFinishReasonError: 'length',
  ContentFilterFinishReasonError: 'content_filter',
};

async function open(settings: LangChainSettings, maxOutputTokens: number): Promise<ChatModel> {
  const { initChatModel } = await import('langchain/chat_models/universal');
  const { key, provider, model, options } = settings;
  const opened = await initChatModel(model, {
    modelProvider: provider,
    ...(key === null ? {} : { apiKey: key }),
    maxRetries: 0,
    // The limit under each name that a provider's class has for it; a class ignores what it does not know.
    maxTokens: maxOutputTokens,
    maxOutputTokens,
    numPredict: maxOutputTokens,
    // Of the OpenAI class alone, which drops a refusal from what it makes of an answer.
    __includeRawResponse: true,
    ...options,
    ...boundedClient(settings),
  });
  return opened as ChatModel;
}

function boundedClient({ provider, key, options }: LangChainSettings): Record<string, unknown> {
  const client = Object.hasOwn(clients, provider) ? clients[provider] : undefined;
  if (!client) return {};
  const { settings, address, passed, keyHeader } = client;
  const fixed = { 'user-agent': 'assay', ...(key === null ? {} : keyHeader(key)) };
  // Without a key the class finds its own, and says it in one of these.
  const through = key === null ? [...passed, 'authorization', 'x-api-key'] : passed;
  const fetch = sendingOnly(fixed, through);
  return { [settings]: { ...(address ? { baseURL: address } : {}), ...(options?.[settings] ?? {}), fetch } };
}

async function messagesOf(request: ProviderRequest): Promise<BaseMessage[]> {
  const { AIMessage, HumanMessage, SystemMessage } = await import('@langchain/core/messages');
  const kinds = { system: SystemMessage, user: HumanMessage, assistant: AIMessage };
  return request.messages.map(({ role, content }) => new kinds[role](content));
}

function openAiForm({ schemaName, schema }: ProviderRequest): Record<string, unknown> {
  return { response_format: { type: 'json_schema', json_schema: { name: schemaName, strict: true, schema } } };
}
