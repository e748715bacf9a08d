/** Nothing but our own files may run, load or receive anything. */
const everywhere = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
];

/** What browsers let a page of ours do. Who may frame it can be said by a header alone, so that a page says the rest of itself. */
export function contentPolicy(said: 'by a header' | 'by the page'): string {
  return [...everywhere, ...(said === 'by a header' ? ["frame-ancestors 'none'"] : [])].join('; ');
}
