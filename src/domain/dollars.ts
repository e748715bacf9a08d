/** An amount for people: cents from a dollar on, hundredths of a cent below, and words where there is no price. */
export function dollars(usd: number | null): string {
  if (usd === null) return 'no known price';
  if (usd === 0) return '$0';
  if (usd < 0.0001) return 'under $0.0001';
  return `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}
