import type { Analysis, CheckResult, Claim, Flag } from './analysis.ts';
import { type ClaimGround, claimDefects } from './lint-claims.ts';

/** How the offline analyst counts what a check asks for; such figures are our own and stand in no quote. */
const ownCount = /\(\d{1,3} of \d{1,3} found\)/g;

/** Publish rules on the sentence beside each decision: it may say no more than the check's own citations carry. */
export function lintWhys({ frameworks }: Analysis, ground: ClaimGround): Flag[] {
  return (['inpact', 'goals'] as const).flatMap((framework) =>
    frameworks[framework].dimensions.flatMap(({ checks }, dimension) =>
      checks.flatMap((result, check) =>
        whyDefects(result, ground).map(
          (message): Flag => ({
            kind: 'lint',
            severity: 'blocks',
            target: `frameworks.${framework}.dimensions.${dimension}.checks.${check}`,
            message,
          }),
        ),
      ),
    ),
  );
}

/** What is wrong with the reason given for one decision. None is given where there is nothing to say. */
export function whyDefects(check: Pick<CheckResult, 'why' | 'citations' | 'searched'>, ground: ClaimGround): string[] {
  return check.why.trim() === '' ? [] : claimDefects(claimOf(check), ground);
}

function claimOf({ why, citations, searched }: Pick<CheckResult, 'why' | 'citations' | 'searched'>): Claim {
  const without = searched.length > 0 ? 'absence' : 'judgement';
  const text = why.replace(ownCount, '(some found)');
  return { text, kind: citations.length > 0 ? 'cited' : without, origin: 'model', citations, searched };
}
