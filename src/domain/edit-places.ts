import type { Analysis, CheckResult, Citation, Claim } from './analysis.ts';
import { claimsOf } from './lint-targets.ts';

/** What holds citations at a place of a document: a claim, or a decision on a check. */
export type Holder = { path: string } & ({ claim: Claim } | { check: CheckResult });

/** Every decision of an analysis with its path, in the order of the page. */
export function checksOf({ frameworks }: Analysis): { path: string; check: CheckResult }[] {
  return (['inpact', 'goals'] as const).flatMap((framework) =>
    frameworks[framework].dimensions.flatMap(({ checks }, dimension) =>
      checks.map((check, index) => ({
        path: `frameworks.${framework}.dimensions.${dimension}.checks.${index}`,
        check,
      })),
    ),
  );
}

/** The claim or decision at a path, or of a check's id; null where there is none. The object is the document's own. */
export function holderAt(analysis: Analysis, at: string): Holder | null {
  const claim = claimsOf(analysis).find(({ path }) => path === at);
  if (claim) return claim;
  return checksOf(analysis).find(({ path, check }) => path === at || check.id === at) ?? null;
}

/** The citations that a holder rests on. */
export function citationsAt(holder: Holder): Citation[] {
  return 'claim' in holder ? holder.claim.citations : holder.check.citations;
}
