import type { Publication } from '../domain/publication.ts';
import { Refused } from '../errors.ts';

/** Throws `Refused` (410) with the reason where a publication was withdrawn: its content is shown to nobody then. */
export function standing({ withdrawn, analysis, slug }: Publication): void {
  if (!withdrawn) return;
  throw new Refused({
    status: 410,
    code: 'withdrawn',
    message: `The analysis of ${analysis.vendor.name} was withdrawn: ${withdrawn.reason}`,
    advice: `Its history stays at /vendors/${slug}/history.`,
  });
}
