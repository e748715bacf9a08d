import OpenAI from 'openai';
import type { Model, ModelOutcome, ModelRequest } from '../../ports.ts';
import { outcomeOfFailure } from './failure-outcome.ts';
import { outcomeOfReply } from './reply-outcome.ts';

export interface ModelSettings {
  key: string;
  /** Null for the provider's own address. */
  baseUrl: string | null;
  /** The model to ask for; stands as `producer.analyst`. */
  name: string;
  /** Of this program, for the user agent. */
  version: string;
}

/**
 * A model behind any server that speaks the chat-completions protocol. Never retries (the queue owns retries) and never
 * waits longer than the request's seconds, body included: the client's own timeout ends with the headers, so a server
 * that sends headers and then nothing would hold a worker for good. No outcome repeats the provider's words of failure,
 * which may echo the key.
 */
export function openModel(settings: ModelSettings): Model {
  const client = new OpenAI({
    apiKey: settings.key,
    baseURL: settings.baseUrl ?? undefined,
    maxRetries: 0,
    logLevel: 'off',
    // These would be read from the environment, which belongs to the configuration alone.
    organization: null,
    project: null,
    defaultHeaders: { 'User-Agent': `assay/${settings.version}` },
    // A redirect could carry the key to another host.
    fetchOptions: { redirect: 'error' },
  });
  return { id: settings.name, ask: (request) => ask({ client, name: settings.name, request }) };
}

async function ask({
  client,
  name,
  request,
}: {
  client: OpenAI;
  name: string;
  request: ModelRequest;
}): Promise<ModelOutcome> {
  const started = performance.now();
  const deadline = AbortSignal.timeout(request.seconds * 1000);
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
  if (signal.aborted)
    return outcomeOfFailure(signal.reason, { cancelled: true, timedOut: false, seconds: request.seconds });
  const call = client.chat.completions.create(
    {
      model: name,
      messages: [
        { role: 'system', content: request.system },
        { role: 'user', content: request.user },
      ],
      max_completion_tokens: request.maxOutputTokens,
      response_format: {
        type: 'json_schema',
        json_schema: { name: request.schemaName, strict: true, schema: request.schema },
      },
    },
    { signal, maxRetries: 0, timeout: request.seconds * 1000 },
  );
  try {
    const reply: unknown = await Promise.race([call, aborted(signal)]);
    return outcomeOfReply(reply, { name, milliseconds: Math.round(performance.now() - started) });
  } catch (error) {
    return outcomeOfFailure(error, {
      timedOut: deadline.aborted,
      cancelled: request.signal?.aborted === true,
      seconds: request.seconds,
    });
  }
}

/** Rejects when the signal fires, whatever the client is waiting for. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the deadline passed or the run was cancelled')), {
      once: true,
    });
  });
}
