import type { ProviderOutcome, ReplyForm } from '../../ports.ts';
import { type FailureFields, failureFields } from './failure-fields.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { WebPageError } from './web-page-error.ts';

type Unavailable = Extract<ProviderOutcome, { kind: 'unavailable' }>;

export interface Circumstances {
  timedOut: boolean;
  cancelled: boolean;
  /** The deadline that the call had. */
  seconds: number;
  form: ReplyForm;
  milliseconds: number;
  now: Date;
  /** The settings that a person would change, by name. */
  settings: { key: string; address: string };
}

/**
 * Names a failed call in words of our own. Nothing of the provider's message is passed on: a 401 echoes the key. The
 * message is read only to tell errors apart where a server sends no code.
 */
export function outcomeOfFailure(error: unknown, circumstances: Circumstances): ProviderOutcome {
  const { cancelled, timedOut, seconds, settings, now } = circumstances;
  if (cancelled) return failed('network', 'The call was cancelled.', { retryable: true });
  if (timedOut) {
    const reason = `No complete answer came within ${seconds} s: see whether the provider is overloaded, or set ASSAY_MODEL to a faster one.`;
    return failed('timed-out', reason, { retryable: true });
  }
  const fields = failureFields(error);
  if (fields.status === null) return withoutStatus(error, fields, circumstances);
  if (isFiltered(fields)) return filtered(circumstances.milliseconds);
  if (isQuota(fields)) {
    return failed('quota', `The quota or credit of this key is used up: raise it, or set another ${settings.key}.`, {
      unbilled: true,
    });
  }
  if (isUnsupportedForm(fields, circumstances.form)) {
    return { kind: 'unsupported-form', reason: `The server does not know the reply form ${circumstances.form}.` };
  }
  const wait = retryAfterSeconds(fields.retryAfter, now);
  return withWait(ofStatus(fields.status, fields, settings), wait);
}

function ofStatus(status: number, fields: FailureFields, settings: Circumstances['settings']): Unavailable {
  const { key, address } = settings;
  if (status >= 300 && status < 400) {
    return failed(
      'bad-request',
      `The address redirects (${status}), which could carry the key elsewhere: set ${address} to where it leads.`,
      {
        unbilled: true,
      },
    );
  }
  if (status === 401) {
    return failed('key', `The provider did not accept the key (401): check ${key}.`, { unbilled: true });
  }
  if (status === 403) {
    return failed('key', `The key may not use this model (403): check the permissions of ${key}.`, { unbilled: true });
  }
  if (status === 404) {
    return failed(
      'unknown-model',
      `The provider does not know the model or the address (404): check ASSAY_MODEL and ${address}.`,
      {
        unbilled: true,
      },
    );
  }
  if (status === 429) {
    const reason = 'The provider limits the rate of calls (429): ask it for a higher limit, or start again later.';
    return failed('rate-limit', reason, { retryable: true, unbilled: true });
  }
  if (status === 408 || status === 409 || status === 425) {
    // Some hosts say 408 when the model was at work too long, which they may bill.
    const unbilled = status !== 408;
    return failed('server', `The provider asks to try again (${status}): start again later.`, {
      retryable: true,
      unbilled,
    });
  }
  if (status < 500) {
    const long = fields.code === 'context_length_exceeded' || status === 413;
    const reason = long
      ? 'The request is longer than the model can read: set ASSAY_MODEL to one with a larger context.'
      : `The provider called the request malformed (${status}): check that ASSAY_MODEL names a chat model.`;
    return failed('bad-request', reason, { unbilled: true });
  }
  // 503 and 529 say that the call was not taken on; behind any other, a gateway may have lost an answer that is billed.
  const unbilled = status === 503 || status === 529;
  return failed('server', `The provider failed (${status}): see its status page or its log, and start again later.`, {
    retryable: status !== 501,
    unbilled,
  });
}

/** Never connected, so nothing can have been billed. */
const neverArrived = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function withoutStatus(
  error: unknown,
  fields: FailureFields,
  { settings, milliseconds }: Circumstances,
): ProviderOutcome {
  if (neverArrived.has(fields.system) || isBarredPort(error)) {
    return failed(
      'network',
      `Nothing answers at the provider’s address (${fields.system || 'this port is barred'}): check ${settings.address} and the network.`,
      {
        retryable: true,
        unbilled: true,
      },
    );
  }
  if (hasCause(error, (at) => at instanceof WebPageError)) return webPage(settings.address);
  // What a client throws over an answer that it cannot read, as opposed to one that did not come.
  if (isUnreadable(error)) {
    return junk(`The answer is none that a model’s server gives: check ${settings.address}.`, milliseconds);
  }
  return failed('network', `The connection to the provider broke: if it does so again, check ${settings.address}.`, {
    retryable: true,
  });
}

/** Ports that `fetch` never connects to, such as 9. */
function isBarredPort(error: unknown): boolean {
  return hasCause(error, ({ message }) => message === 'bad port');
}

function hasCause(error: unknown, is: (at: Error) => boolean): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (is(at)) return true;
  return false;
}

/** A type error with a cause is how `fetch` says that a connection failed. */
function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof SyntaxError || error.cause instanceof SyntaxError) return true;
  return error.cause === undefined && (error instanceof TypeError || /parse|json/i.test(error.name));
}

/** The setting `address` leads somewhere else; every further call would, too. */
export function webPage(address: string): ProviderOutcome {
  const reason = `The address answers with a web page, not as a model’s server: check ${address}.`;
  return failed('address', reason, {});
}

/** An answer that holds no completion. */
export function junk(reason: string, milliseconds: number): ProviderOutcome {
  const usage = { inputTokens: null, outputTokens: null };
  return { kind: 'invalid', text: '', usage, model: '', finishReason: '', reason, milliseconds };
}

function filtered(milliseconds: number): ProviderOutcome {
  const usage = { inputTokens: null, outputTokens: null };
  const reason =
    'The provider’s content filter refused the request: set its filter less strict, or set another ASSAY_MODEL.';
  return { kind: 'filtered', text: '', usage, model: '', finishReason: 'content_filter', reason, milliseconds };
}

function isFiltered({ status, code }: FailureFields): boolean {
  return status === 400 && (code === 'content_filter' || code === 'content_policy_violation');
}

function isQuota({ status, code, type, words }: FailureFields): boolean {
  if (status === 402) return true;
  if (code === 'insufficient_quota' || type === 'insufficient_quota' || type === 'billing_error') return true;
  return (status === 400 || status === 403) && /credit balance|insufficient (balance|credit|funds)/i.test(words);
}

/** A schema that the server read and found wrong is our fault, and no reason to ask less strictly. */
function isUnsupportedForm({ status, param, words }: FailureFields, form: ReplyForm): boolean {
  if (form === 'text' || (status !== 400 && status !== 422 && status !== 501)) return false;
  if (/invalid schema/i.test(words)) return false;
  return (
    /^(response_format|output_config|format)\b/.test(param) ||
    /response_format|json_schema|json_object|output_config/i.test(words)
  );
}

function failed(
  cause: Unavailable['cause'],
  reason: string,
  { retryable = false, unbilled = false }: { retryable?: boolean; unbilled?: boolean },
): Unavailable {
  return { kind: 'unavailable', cause, reason, retryable, retryAfterSeconds: null, unbilled };
}

function withWait(outcome: Unavailable, retryAfterSeconds: number | null): Unavailable {
  return outcome.retryable ? { ...outcome, retryAfterSeconds } : outcome;
}
