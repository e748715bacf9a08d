const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day by its name: "Mon 7 Dec". In UTC. */
export function dayWords(instant: string): string {
  const at = new Date(instant);
  return `${days[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
}

/** An hour of a day by its name: "Mon 7 Dec, 03:12 UTC". */
export function hourWords(instant: string): string {
  return `${dayWords(instant)}, ${instant.slice(11, 16)} UTC`;
}
