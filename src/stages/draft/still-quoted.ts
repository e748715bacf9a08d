import type { Citation } from '../../domain/analysis.ts';
import { type QuoteFate, quoteKey } from '../../domain/site-changes.ts';
import { opens } from './change/touched-checks.ts';

/** Citations of an earlier document as this reading finds them. */
export interface StillQuoted {
  /** Those whose words still stand, at the place where they stand now. */
  standing: Citation[];
  /** Those that are gone, read otherwise or are taken back beside them. */
  lost: Citation[];
}

/** Which of the citations still stand. `fates` are of quotes that do not simply stand, by `quoteKey`. */
export function stillQuoted(citations: readonly Citation[], fates: ReadonlyMap<string, QuoteFate>): StillQuoted {
  const found: StillQuoted = { standing: [], lost: [] };
  for (const citation of citations) {
    const fate = fates.get(quoteKey(citation));
    if (fate && opens(fate)) found.lost.push(citation);
    // A page that was not read, or is missing for the first time, took nothing back.
    else found.standing.push(fate?.fate === 'moved' && fate.after ? fate.after : citation);
  }
  return found;
}
