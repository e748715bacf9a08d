import type { Analysis, DimensionResult, Flag, FrameworkResult } from './analysis.ts';
import { canonicalJson } from './digest.ts';
import { type Counted, contextResults, type DimensionLevel, dimensionLevel, frameworkTotal, raises } from './levels.ts';
import type { Framework, Rubric } from './rubric.ts';

/**
 * Publish rules on what follows from decisions: levels, totals, contexts and raises are computed afresh from the checks
 * and must be the printed ones. The checks are taken as the document names them, so that a rubric that has since asked
 * other questions does not move an older draft; the tables and thresholds are those in use.
 */
export function lintLevels(analysis: Analysis, rubric: Rubric): Flag[] {
  const inpact = recomputed(analysis.frameworks.inpact, rubric.inpact);
  const goals = recomputed(analysis.frameworks.goals, rubric.goals);
  const found = [...uncited(analysis), ...inpact.flags, ...goals.flags];
  // Levels of an incomplete document were refused above; what follows from them would only repeat it.
  if (!inpact.scale || !goals.scale) return found;
  const contexts = contextResults(rubric.stack, {
    inpact: frameworkTotal(rubric.inpact, inpact.levels),
    goals: frameworkTotal(rubric.goals, goals.levels),
  });
  const raise = [...raises(inpact.scale, inpact.decisions), ...raises(goals.scale, goals.decisions)];
  return [
    ...found,
    ...differing(analysis.contexts, contexts, { path: 'contexts', name: ({ id }) => `Context ${id}` }),
    ...differing(analysis.raise, raise, { path: 'raise', name: ({ dimension }) => `The raise of ${dimension}` }),
  ];
}

/** A decision without a passage does not exist, whoever made it. */
function uncited({ frameworks }: Analysis): Flag[] {
  return (['inpact', 'goals'] as const).flatMap((framework) =>
    frameworks[framework].dimensions.flatMap(({ checks }, dimension) =>
      checks.flatMap(({ id, decision, citations }, check) =>
        decision === 'no-evidence' || citations.length > 0
          ? []
          : [
              blocks(
                `frameworks.${framework}.dimensions.${dimension}.checks.${check}`,
                `${id} is ${decision} without a citation: cite a passage, or decide no-evidence.`,
              ),
            ],
      ),
    ),
  );
}

function recomputed(result: FrameworkResult, framework: Framework) {
  const path = `frameworks.${framework.id}`;
  const decisions = new Map(
    result.dimensions.flatMap(({ checks }) => checks.map(({ id, decision }) => [id, decision] as const)),
  );
  const flags: Flag[] = [];
  const levels: DimensionLevel[] = [];
  const counted: Counted[] = [];
  framework.dimensions.forEach(({ id, checks }, index) => {
    const printed = result.dimensions[index];
    const target = `${path}.dimensions.${index}`;
    const different = new Set(printed?.checks.map((check) => check.id)).size;
    if (printed?.id !== id || printed.checks.length !== checks.length || different !== checks.length) {
      const message = `${id} is printed as ${printed?.id ?? 'nothing'} with ${different} different checks and has ${checks.length}: print each dimension at its place with all its checks.`;
      flags.push(blocks(target, message));
      return;
    }
    const level = dimensionLevel(framework, printed, decisions);
    levels.push(level);
    counted.push(printed);
    if (shown(level) !== shown(printed)) flags.push(blocks(target, disagrees(id, shown(printed), shown(level))));
  });
  const isWhole = counted.length === result.dimensions.length && counted.length === framework.dimensions.length;
  if (!isWhole) return { flags, levels, decisions, scale: null };
  const total = frameworkTotal(framework, levels);
  if (summed(total) !== summed(result))
    flags.push(blocks(path, disagrees(`The total of ${framework.name}`, summed(result), summed(total))));
  return { flags, levels, decisions, scale: { id: framework.id, levels: framework.levels, dimensions: counted } };
}

function differing<T>(
  printed: readonly T[],
  expected: readonly T[],
  at: { path: string; name: (item: T) => string },
): Flag[] {
  const most = Math.max(printed.length, expected.length);
  return Array.from({ length: most }, (_, index) => index).flatMap((index) => {
    const [own, right] = [printed[index], expected[index]];
    const [ownText, rightText] = [own, right].map((item) => (item === undefined ? 'nothing' : canonicalJson(item)));
    const named = right ?? own;
    if (ownText === rightText || named === undefined) return [];
    return [blocks(`${at.path}.${index}`, disagrees(at.name(named), ownText ?? '', rightText ?? ''))];
  });
}

function shown({ status, level, max }: Pick<DimensionResult, 'status' | 'level' | 'max'>): string {
  return `${status}, ${level ?? 'no level'} of ${max}`;
}

function summed({ total, max, assessed, of, band }: Omit<FrameworkResult, 'dimensions'>): string {
  return `${total} of ${max}, ${assessed} of ${of} assessed, ${band ?? 'no band'}`;
}

function disagrees(what: string, printed: string, computed: string): string {
  return `${what} is printed as ${printed} and its checks come to ${computed}: compute it from the checks.`;
}

function blocks(target: string, message: string): Flag {
  return { kind: 'lint', severity: 'blocks', target, message };
}
