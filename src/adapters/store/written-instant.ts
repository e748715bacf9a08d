/**
 * Seconds since 1970, as PostgreSQL writes them, in the form in which the audit log holds times. What has more than
 * milliseconds is given back as it stands: no such time was ever written, so it must not pass for one that was.
 */
export function writtenInstant(epoch: string): string {
  // PostgreSQL 13 leaves zeros at the end out, later ones write six digits.
  const found = /^(\d{1,12})(?:\.(\d{1,3})0*)?$/.exec(epoch);
  if (!found) return epoch;
  return new Date(Number(found[1]) * 1000 + Number((found[2] ?? '').padEnd(3, '0'))).toISOString();
}
