/** What is read from a client's error. `words` is looked at to tell errors apart and goes no further. */
export interface FailureFields {
  status: number | null;
  /** The provider's code and type of the error, and the parameter it blames; empty where it names none. */
  code: string;
  type: string;
  param: string;
  words: string;
  retryAfter: string | null;
  /** The code of the socket or resolver, from the innermost cause. */
  system: string;
}

/**
 * The telling fields of whatever a client threw. By name and shape, never by class: another copy of the client, which
 * LangChain may bring, would not be an instance of ours.
 */
export function failureFields(error: unknown): FailureFields {
  const top = asObject(error);
  const body = innermost(top.error);
  return {
    status: typeof top.status === 'number' ? top.status : null,
    code: text(top.code) || text(body.code),
    type: text(top.type) || text(body.type),
    param: text(top.param) || text(body.param),
    words: text(body.message) || text(top.message),
    retryAfter: header(top.headers, 'retry-after'),
    system: systemCode(error),
  };
}

/** Some clients keep the whole answer, `{ error: { … } }`, others only what is inside. */
function innermost(value: unknown): Record<string, unknown> {
  const object = asObject(value);
  return typeof object.error === 'object' && object.error !== null ? asObject(object.error) : object;
}

function header(headers: unknown, name: string): string | null {
  if (headers instanceof Headers) return headers.get(name);
  const value = asObject(headers)[name];
  return typeof value === 'string' ? value : null;
}

function systemCode(error: unknown): string {
  let found = '';
  // Ten causes deep is deeper than any client nests, and an end to one that is its own cause.
  for (let at = asObject(error), depth = 0; depth < 10; at = asObject(at.cause), depth += 1) {
    found = text(at.code) || found;
    if (!('cause' in at)) return found;
  }
  return found;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
