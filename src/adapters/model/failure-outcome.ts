import type { ModelOutcome } from '../../ports.ts';

interface Circumstances {
  timedOut: boolean;
  cancelled: boolean;
  /** The deadline that the call had. */
  seconds: number;
}

/**
 * Names a failed call in words of our own. Errors are told apart by name and status, never by class (another copy of the
 * client would not be an instance of ours), and nothing of the provider's message is passed on: a 401 echoes the key.
 */
export function outcomeOfFailure(error: unknown, circumstances: Circumstances): ModelOutcome {
  if (circumstances.cancelled) return unavailable('The call was cancelled.', true);
  if (circumstances.timedOut) return unavailable(`No complete answer came within ${circumstances.seconds} s.`, true);
  const { status, code } = fieldsOf(error);
  if (code === 'insufficient_quota') {
    return unavailable('The provider says the quota of this key is used up: raise it, or set another key.', false);
  }
  if (status === null) {
    if (error instanceof SyntaxError) {
      return {
        kind: 'invalid',
        text: '',
        usage: { inputTokens: null, outputTokens: null },
        reason: 'The server’s answer was not JSON.',
      };
    }
    return unavailable('The connection to the provider failed.', true);
  }
  return unavailable(sentences[status] ?? `The provider answered with status ${status}.`, isRetryable(status));
}

const sentences: Readonly<Record<number, string>> = {
  400: 'The provider called the request malformed (400): check that the model supports strict JSON schemas.',
  401: 'The provider did not accept the key (401): check OPENAI_API_KEY.',
  403: 'The key may not use this model (403): check its permissions.',
  404: 'The provider does not know the model or the address (404): check ASSAY_MODEL and OPENAI_BASE_URL.',
  429: 'The provider limits the rate of calls (429).',
};

/** As the protocol's own client has it: conflicts, rate limits and the server's own failures pass. */
function isRetryable(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

function unavailable(reason: string, retryable: boolean): ModelOutcome {
  return { kind: 'unavailable', reason, retryable };
}

function fieldsOf(error: unknown): { status: number | null; code: string | null } {
  if (typeof error !== 'object' || error === null) return { status: null, code: null };
  const status = 'status' in error && typeof error.status === 'number' ? error.status : null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { status, code };
}
