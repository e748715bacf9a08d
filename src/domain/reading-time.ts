/** How long reading a site takes, as people say it: `about 40 seconds`, `about 3 minutes`. */
export function readingTime(seconds: number): string {
  if (seconds < 2) return 'about a second';
  return seconds < 90 ? `about ${seconds} seconds` : `about ${Math.round(seconds / 60)} minutes`;
}
