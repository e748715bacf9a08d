import type { HttpReply } from '../../ports.ts';

type Failure = Exclude<HttpReply, { kind: 'answer' }>;

const timeouts = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/** First match wins; each cause with the sentence that a person reads. */
const causes: [code: RegExp, cause: string, sentence: string][] = [
  [/^ENOTFOUND$|^ENODATA$/, 'unknown-host', 'The host name is not known.'],
  [/^EAI_/, 'unknown-host', 'The host name could not be looked up.'],
  [/^ECONNREFUSED$/, 'connection-refused', 'The host refused the connection.'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN)$/, 'no-route', 'No way to the host was found.'],
  [
    /^UND_ERR_HEADERS_OVERFLOW$|^HPE_HEADER_OVERFLOW$/,
    'headers-too-large',
    'The header of the answer is larger than 16 kB.',
  ],
  [/^HPE_|^UND_ERR_REQ_RETRY$/, 'not-http', 'The answer is not HTTP.'],
  [/^(Z_|ERR__ERROR_|ERR_PADDING|ERR_BROTLI|ERR__)/, 'bad-encoding', 'The answer could not be unpacked.'],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/,
    'certificate',
    'No secure connection could be made (certificate or protocol).',
  ],
  [
    /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ERR_STREAM_PREMATURE_CLOSE)$/,
    'connection-lost',
    'The connection broke off before the answer was complete.',
  ],
];

/**
 * What an error of a request means. Null for what no network, server or address can cause: that is a bug of ours and
 * has to be thrown on.
 */
export function networkFailure(error: unknown, url: string): Failure | null {
  const code = codeOf(error);
  if (code === null) return null;
  if (code === 'PRIVATE_ADDRESS') {
    return { kind: 'refused', cause: 'private-address', url, reason: error instanceof Error ? error.message : '' };
  }
  if (timeouts.has(code)) return { kind: 'timed-out', url, reason: 'The host did not answer in time.' };
  const known = causes.find(([pattern]) => pattern.test(code));
  if (known) return { kind: 'failed', cause: known[1], url, reason: known[2] };
  return { kind: 'failed', cause: 'network', url, reason: `The request failed (${code}).` };
}

/** Node's system, TLS, zlib and parser errors and undici's own all carry a code; programming errors carry none or ERR_INVALID_*. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  // undici's parser does not give every one of its errors a code.
  if (error.name === 'HTTPParserError') return 'code' in error && typeof error.code === 'string' ? error.code : 'HPE_';
  if (!('code' in error) || typeof error.code !== 'string') return null;
  return /^ERR_INVALID_(?!CHAR|URL)|^UND_ERR_INVALID_ARG$/.test(error.code) ? null : error.code;
}
