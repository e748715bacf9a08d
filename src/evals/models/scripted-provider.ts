import type { Provider, ProviderOutcome, ProviderRequest } from '../../ports.ts';

/**
 * A provider that answers by a rule instead of a model: a double, for tests and evaluations only. Equal requests get equal
 * replies. `reply` gives the value that is sent as JSON.
 */
export function scriptedProvider(id: string, reply: (request: ProviderRequest) => unknown): Provider {
  return { id, call: async (request) => said(id, reply(request), request) };
}

function said(model: string, value: unknown, { messages }: ProviderRequest): ProviderOutcome {
  const text = JSON.stringify(value);
  const asked = messages.reduce((sum, { content }) => sum + content.length, 0);
  return {
    kind: 'reply',
    text,
    // A token is about four characters; nobody is billed by this.
    usage: { inputTokens: Math.ceil(asked / 4), outputTokens: Math.ceil(text.length / 4) },
    model,
    finishReason: 'stop',
    reason: '',
    milliseconds: 0,
  };
}
