/** A count with its noun: `1 quote`, `2 quotes`; a plural that takes more than an s is named. */
export function howMany(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
