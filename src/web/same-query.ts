/** Whether two queries of addresses say the same, however their characters are escaped. */
export function isSame(a: string, b: string): boolean {
  return new URLSearchParams(a).toString() === new URLSearchParams(b).toString();
}
