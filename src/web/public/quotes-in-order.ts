import type { Analysis, Citation } from '../../domain/analysis.ts';
import { placeOfQuote } from '../../domain/edit.ts';
import { checksOf } from '../../domain/edit-places.ts';
import { claimsOf } from '../../domain/lint-targets.ts';

/** A quote of an analysis once, however many statements rest on it. */
export interface NumberedQuote {
  /** From 1, in the order in which the page first shows it: the number of its note on paper. */
  number: number;
  citation: Citation;
  /** The statements that rest on it. */
  paths: string[];
}

/** Every quote of an analysis by `placeOfQuote`, numbered in the order of the page. */
export function quotesInOrder(analysis: Analysis): ReadonlyMap<string, NumberedQuote> {
  const found = new Map<string, NumberedQuote>();
  const add = (path: string, citations: readonly Citation[]): void => {
    for (const citation of citations) {
      const place = placeOfQuote(citation);
      const known = found.get(place) ?? { number: found.size + 1, citation, paths: [] };
      if (!known.paths.includes(path)) known.paths.push(path);
      found.set(place, known);
    }
  };
  const checks = checksOf(analysis);
  for (const { path, claim } of claimsOf(analysis)) {
    add(path, claim.citations);
    if (!path.endsWith('.rationale')) continue;
    const dimension = path.replace(/rationale$/, 'checks.');
    for (const each of checks.filter((check) => check.path.startsWith(dimension))) add(each.path, each.check.citations);
  }
  for (const [at, { citations }] of analysis.integrations.entries()) add(`integrations.${at}`, citations);
  return found;
}
