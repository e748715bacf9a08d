/** Whether a website can belong to nobody: names under `.example` are kept free for examples (RFC 2606). */
export function isInvented(homepage: string): boolean {
  return URL.canParse(homepage) && new URL(homepage).hostname.endsWith('.example');
}
