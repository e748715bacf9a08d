import type { Analysis, CheckResult, Claim, Flag } from './analysis.ts';
import { type Digest, digestOf } from './digest.ts';
import { listItemAt } from './edit-lists.ts';
import { checksOf } from './edit-places.ts';
import { claimsOf } from './lint-targets.ts';

/**
 * The item of a document that a path belongs to: what a reviewer looks at in one piece. A check, a dimension (with its
 * rationale), one entry of a list, one statement that stands alone, or else a whole section or part.
 */
export function itemOf(path: string): string {
  const check = /^frameworks\.\w+\.dimensions\.\d+\.checks\.\d+/.exec(path)?.[0];
  if (check) return check;
  const dimension = /^frameworks\.\w+\.dimensions\.\d+/.exec(path)?.[0];
  if (dimension) return dimension;
  const entry = /^(?:industryFit\.\w+|\w+)\.\d+/.exec(path)?.[0];
  if (entry && listItemAt(entry)) return entry;
  return /^(?:industryFit|integration|vendor|frameworks)\.\w+/.exec(path)?.[0] ?? path.split('.')[0] ?? path;
}

/** The claims and the decision that an item is made of, as they stand in the document. */
export interface ItemParts {
  claims: { path: string; claim: Claim }[];
  check: { path: string; check: CheckResult } | null;
}

/** What an item is made of; both empty for a part that holds no statement of its own. */
export function itemParts(analysis: Analysis, item: string): ItemParts {
  const inside = (path: string) => path === item || itemOf(path) === item;
  return {
    claims: claimsOf(analysis).filter(({ path }) => inside(path)),
    check: checksOf(analysis).find(({ path }) => path === item) ?? null,
  };
}

/** The flags about an item. */
export function itemFlags(flags: readonly Flag[], item: string): Flag[] {
  return flags.filter(({ target }) => itemOf(target) === item);
}

/** A digest of what an item says: another one means that whoever looked at it before has not seen this. */
export function itemDigest(analysis: Analysis, item: string): Digest {
  return digestOf({
    ...itemParts(analysis, item),
    entry: entryAt(analysis, item),
    flags: itemFlags(analysis.flags, item),
  });
}

/** The value at a list's entry, with its fields that are no claims; null elsewhere. */
function entryAt(analysis: Analysis, item: string): unknown {
  const found = listItemAt(item);
  return found?.list.of(analysis)[found.index] ?? null;
}
