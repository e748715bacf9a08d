/** The minute of an instant, in UTC, where seconds say nothing. */
export function minute(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
