const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day by its name: "Mon 7 Dec". In UTC. */
export function dayWords(instant: string): string {
  const at = new Date(instant);
  return `${days[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
}

/** An hour of a day by its name: "Mon 7 Dec, 03:12 UTC"; of another year than now with that: "Tue 29 Feb 2028, 01:34 UTC". */
export function hourWords(instant: string, now: Date): string {
  const year = new Date(instant).getUTCFullYear();
  return `${dayWords(instant)}${year === now.getUTCFullYear() ? '' : ` ${year}`}, ${instant.slice(11, 16)} UTC`;
}
