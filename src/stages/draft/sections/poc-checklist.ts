import type { PocLine } from '../../../domain/analysis.ts';
import type { RiskSeverity } from '../../../domain/closed-lists.ts';
import type { Decided, Material } from '../material.ts';
import { sentence } from '../phrasing.ts';
import { wordsFound } from '../standing.ts';

/** Five tests fill a week beside setting the product up. */
const mostAWeek = 5;
const rank: Record<RiskSeverity, number> = { critical: 0, high: 1, medium: 2, low: 3 };
const notRisky = 4;

/** What to try in two weeks: what is in doubt first, gravest first, one a dimension before any second one. */
export function pocChecklist(material: Material): PocLine[] {
  return ([1, 2] as const).flatMap((week) => {
    const own = material.checks.filter(({ check }) => check.poc.week === week);
    const turn = new Map<string, number>();
    return own
      .map((item, index) => ({ item, index, doubt: doubtOf(item) }))
      .sort((a, b) => a.doubt - b.doubt || a.index - b.index)
      .map((entry) => {
        const nth = turn.get(entry.item.dimension.id) ?? 0;
        turn.set(entry.item.dimension.id, nth + 1);
        return { ...entry, nth };
      })
      .sort((a, b) => a.nth - b.nth || a.doubt - b.doubt || a.index - b.index)
      .slice(0, mostAWeek)
      .map(({ item }) => lineOf(item));
  });
}

/** Lower is sooner. A met check is tried last: the documentation says it works. */
function doubtOf({ check, result }: Decided): number {
  const risk = check.risk ? rank[check.risk.severity] : notRisky;
  return result.decision === 'met' ? risk + 10 : risk;
}

function lineOf(item: Decided): PocLine {
  const { check, dimension, result } = item;
  const words = result.decision === 'met' || result.decision === 'partly' ? wordsFound(item) : '';
  const said = item.noun === '' ? `; the documentation says ${words}` : ` (documented: ${words})`;
  const where = words === '' ? '' : said;
  return {
    week: check.poc.week,
    dimension: dimension.id,
    test: sentence(`${check.poc.test.replace(/\.$/, '')}${where}`),
    passes: check.poc.passes,
  };
}
