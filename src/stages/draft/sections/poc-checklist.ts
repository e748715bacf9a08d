import type { PocLine } from '../../../domain/analysis.ts';
import type { RiskSeverity } from '../../../domain/closed-lists.ts';
import { isOfKind } from '../../../domain/product-kind.ts';
import type { Decided, Material } from '../material.ts';
import { sentence } from '../phrasing.ts';

/** Five tests fill a week beside setting the product up. */
const mostAWeek = 5;
const rank: Record<RiskSeverity, number> = { critical: 0, high: 1, medium: 2, low: 3 };
const notRisky = 4;

/** What to try in two weeks with this kind of product: what is in doubt first, gravest first, one a dimension before any second one. */
export function pocChecklist(material: Material): PocLine[] {
  return ([1, 2] as const).flatMap((week) => {
    const own = material.checks.filter(({ check }) => check.poc.week === week && isOfKind(material.placed, check.fits));
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

/** With the name that the documentation gives the thing, so that the tester finds it; a whole sentence would be no help. */
function lineOf({ check, dimension, result, noun }: Decided): PocLine {
  const named = (result.decision === 'met' || result.decision === 'partly') && noun !== '';
  const test = check.poc.test.replace(/\.$/, '');
  return {
    week: check.poc.week,
    dimension: dimension.id,
    test: sentence(named ? `${test} (documented: ${noun})` : test),
    passes: check.poc.passes,
  };
}
