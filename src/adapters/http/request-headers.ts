import type { HttpRequest } from '../../ports.ts';

/** How the crawler names itself; a contact lets the operator of a site complain to a person. */
export function userAgent(settings: { contact: string | null; version: string }): string {
  const contact = (settings.contact ?? '').replace(/[^\x21-\x7e]|[()\\]/g, '');
  return `Assay/${settings.version} (${contact ? `+${contact}` : 'documentation reader; no contact set'})`;
}

/** The headers of one GET. Never a cookie, never a credential, no referrer. */
export function requestHeaders(agentName: string, request: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': agentName,
    accept: 'text/html,application/xhtml+xml,text/markdown;q=0.9,text/plain;q=0.8,*/*;q=0.1',
    'accept-encoding': 'gzip, br',
    'accept-language': 'en, *;q=0.1',
  };
  // Validators come from an earlier answer; one that is no legal header value is left out rather than sent on.
  if (legal(request.etag)) headers['if-none-match'] = request.etag;
  if (legal(request.lastModified)) headers['if-modified-since'] = request.lastModified;
  return headers;
}

function legal(value: string | null | undefined): value is string {
  return typeof value === 'string' && value !== '' && /^[\x20-\x7e]+$/.test(value);
}
