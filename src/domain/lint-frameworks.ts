import type { Analysis, DimensionResult, Flag, FrameworkResult } from './analysis.ts';
import type { Framework, Rubric } from './rubric.ts';

/** Publish rules on levels, totals and rationales. */
export function lintFrameworks(analysis: Analysis, rubric: Rubric): Flag[] {
  return (['inpact', 'goals'] as const).flatMap((id) => {
    const path = `frameworks.${id}`;
    const result = analysis.frameworks[id];
    return [
      ...scale(result, rubric[id], path),
      ...result.dimensions.flatMap((dimension, index) => rationale(dimension, `${path}.dimensions.${index}.rationale`)),
    ];
  });
}

function scale(result: FrameworkResult, framework: Framework, path: string): Flag[] {
  const top = Math.max(...framework.levels);
  const found: Flag[] = [];
  result.dimensions.forEach((dimension, index) => {
    if (dimension.max === top && (dimension.level ?? 0) <= top) return;
    found.push(
      blocks(
        `${path}.dimensions.${index}`,
        `${framework.name} runs to ${top} and ${dimension.id} is printed as ` +
          `${dimension.level ?? 'no level'} of ${dimension.max}: scale and total disagree. Compute the level from the checks.`,
      ),
    );
  });
  const assessed = result.dimensions.filter(({ status }) => status === 'assessed');
  const total = assessed.reduce((sum, { level }) => sum + (level ?? 0), 0);
  const max = assessed.length * top;
  const printed = assessed.reduce((sum, dimension) => sum + dimension.max, 0);
  if (result.max !== printed) {
    found.push(
      blocks(
        path,
        `The total is out of ${result.max} and its dimensions are printed out of ${printed}: scale and total disagree. Compute both from the rubric.`,
      ),
    );
  } else if (result.total !== total || result.max !== max || result.assessed !== assessed.length) {
    found.push(
      blocks(
        path,
        `The total reads ${result.total} of ${result.max} and the levels add up to ${total} of ${max}: ` +
          'scale and total disagree. Compute the total from the levels.',
      ),
    );
  }
  const missing = framework.dimensions.filter(({ id }) => !result.dimensions.some((dimension) => dimension.id === id));
  for (const { id } of missing)
    found.push(blocks(path, `Dimension ${id} is missing: add it, assessed or not assessed.`));
  return found;
}

function rationale({ rationale: claim, status }: DimensionResult, target: string): Flag[] {
  const text = claim.text.trim();
  if (text === '')
    return [blocks(target, 'The dimension has no rationale: name the observed fact and what is missing.')];
  if (restatesDigits(text)) {
    return [blocks(target, 'The rationale only restates digits: name the observed fact and what is missing.')];
  }
  const rests = claim.kind === 'absence' || (claim.kind === 'cited' && claim.citations.length > 0);
  if (status === 'assessed' && !rests) {
    return [blocks(target, 'The rationale names no observed fact: cite the passage that it rests on.')];
  }
  return [];
}

/** Whether a rationale says nothing but how many checks were met. */
export function restatesDigits(text: string): boolean {
  const words = text.replace(/\b(?:level|score|of|total|points?|checks?|met|out)\b/gi, ' ').match(/\p{L}{2,}/gu);
  return (words?.length ?? 0) < 3;
}

function blocks(target: string, message: string): Flag {
  return { kind: 'lint', severity: 'blocks', target, message };
}
