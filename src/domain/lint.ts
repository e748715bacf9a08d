import type { Analysis, Flag } from './analysis.ts';
import { type ClaimGround, claimDefects } from './lint-claims.ts';
import { lintFrameworks } from './lint-frameworks.ts';
import { lintLevels } from './lint-levels.ts';
import { lintSections } from './lint-sections.ts';
import { claimsOf } from './lint-targets.ts';
import { lintWhys } from './lint-whys.ts';
import type { Rubric } from './rubric.ts';

/**
 * What keeps an analysis from being approved, one flag a defect with the path it stands at and what to do about it.
 * Looks at the document alone: whether quotes still stand in their pages is `verify`'s matter.
 */
export function lint(analysis: Analysis, rubric: Rubric): Flag[] {
  const ground = claimGround(analysis);
  const claims = claimsOf(analysis).flatMap(({ path, claim }) =>
    claimDefects(claim, ground).map((message): Flag => ({ kind: 'lint', severity: 'blocks', target: path, message })),
  );
  return [
    ...lintFrameworks(analysis, rubric),
    ...lintLevels(analysis, rubric),
    ...lintSections(analysis, rubric),
    ...claims,
    ...lintWhys(analysis, ground),
  ];
}

function claimGround({ vendor, alternatives, integrations, frameworks }: Analysis): ClaimGround {
  const attributes = frameworks.inpact.dimensions
    .flatMap(({ checks }) => checks)
    .find(({ id }) => id === 'permitted.attributes');
  return {
    names: [
      vendor.name,
      vendor.licence,
      vendor.price.note,
      ...alternatives.map(({ name }) => name),
      ...integrations.map(({ name }) => name),
    ],
    attributesMet: attributes?.decision === 'met',
  };
}
