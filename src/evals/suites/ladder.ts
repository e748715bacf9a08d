import { type Dimension, type Framework, rubricChecks } from '../../domain/rubric.ts';
import { decidedBy } from '../decided.ts';
import { bareSite, checkIds, type Facts, planted, readFacts } from '../facts.ts';
import type { AnalystName, Ground } from '../ground.ts';
import { shuffled } from '../shuffled.ts';
import type { SuiteResult } from '../suite-result.ts';

/** Orders in which the facts of a dimension are planted: any level that falls with one of them falls in some order. */
const orders = { whole: 6, sample: 1 };
/** How many of the six facts stand at each step. */
const steps = { whole: [0, 1, 2, 3, 4, 5, 6], sample: [0, 1, 3, 6] };

interface Climb {
  dimension: string;
  analyst: AnalystName;
  /** Level at each step; null for not assessed. */
  levels: (number | null)[];
  top: number;
}

/**
 * The facts of each dimension planted one by one on a site that says nothing: levels never fall, reach the top with all
 * six, and the bare site is not assessed.
 */
export async function ladder(ground: Ground): Promise<SuiteResult> {
  const facts = await readFacts(ground);
  const climbs: Climb[] = [];
  for (const analyst of ground.analysts) {
    for (const [framework, dimension] of dimensionsOf(ground)) {
      for (let order = 0; order < orders[ground.size]; order += 1) {
        const checks = order === 0 ? checkIds(dimension) : shuffled(checkIds(dimension), order);
        climbs.push(await climb({ analyst, framework, dimension, checks }, facts, ground));
      }
    }
  }
  const assessed = climbs.filter(({ levels }) => levels[0] !== null);
  const falling = climbs.filter(({ levels }) => levels.some((level, at) => (level ?? 0) < (levels[at - 1] ?? 0)));
  const short = climbs.filter(({ levels, top }) => levels.at(-1) !== top);
  const count = (those: readonly Climb[]) => `${those.length} of ${climbs.length}${named(those)}`;
  return {
    suite: 'ladder',
    analysts: [...ground.analysts],
    header: ['dimension', 'analyst', `levels with ${steps[ground.size].join(' ')} facts`],
    rows: climbs
      .filter((_, at) => at % orders[ground.size] === 0)
      .map(({ dimension, analyst, levels }) => [dimension, analyst, levels.map((level) => level ?? '-').join(' ')]),
    gates: [
      { says: 'the bare site is assessed in no dimension', measured: count(assessed), ok: assessed.length === 0 },
      { says: 'no level falls when a fact is added', measured: count(falling), ok: falling.length === 0 },
      {
        says: 'all six facts reach the top',
        measured: `${climbs.length - short.length} of ${climbs.length}${named(short)}`,
        ok: short.length === 0,
      },
    ],
    notes: [
      `${rubricChecks(ground.rubric).length} invented facts, each planted on a page of its own; ${orders[ground.size]} order(s) of planting a dimension.`,
    ],
    skipped: null,
  };
}

async function climb(
  {
    analyst,
    framework,
    dimension,
    checks,
  }: { analyst: AnalystName; framework: Framework; dimension: Dimension; checks: string[] },
  facts: Facts,
  ground: Ground,
): Promise<Climb> {
  const levels: (number | null)[] = [];
  for (const count of steps[ground.size]) {
    const plants = checks.slice(0, count).map((check) => ({ check, say: 'fact' as const }));
    const decided = await decidedBy(analyst, planted(bareSite(facts), facts, plants), ground);
    levels.push(decided.levels.get(dimension.id) ?? null);
  }
  return { dimension: dimension.id, analyst, levels, top: Math.max(...framework.levels) };
}

function dimensionsOf({ rubric }: Ground): [Framework, Dimension][] {
  return [rubric.inpact, rubric.goals].flatMap((framework) =>
    framework.dimensions.map((dimension): [Framework, Dimension] => [framework, dimension]),
  );
}

function named(climbs: readonly Climb[]): string {
  const those = climbs
    .slice(0, 5)
    .map(
      ({ dimension, analyst, levels }) =>
        `${dimension} by the ${analyst}: ${levels.map((level) => level ?? '-').join(' ')}`,
    );
  return those.length === 0 ? '' : ` (${those.join('; ')})`;
}
