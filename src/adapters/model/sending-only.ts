import { boundedFetch } from './bounded-fetch.ts';

/**
 * `boundedFetch`, sending these headers and, of what a client adds, only those named: clients also take headers from
 * variables of the environment, which could send the key's place or a stranger's key along.
 */
export function sendingOnly(fixed: Readonly<Record<string, string>>, passed: readonly string[]): typeof boundedFetch {
  return (input, init) => {
    const given = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const headers = new Headers({ accept: 'application/json', 'content-type': 'application/json', ...fixed });
    for (const name of passed) {
      const value = given.get(name);
      if (value !== null) headers.set(name, value);
    }
    return boundedFetch(input, { ...init, headers });
  };
}
