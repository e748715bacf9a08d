/** The second of an instant, in UTC. */
export function moment(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}
