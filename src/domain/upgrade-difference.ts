import type { Analysis, CheckResult, Citation } from './analysis.ts';
import { fieldChanges } from './analysis-diff.ts';
import { FrameworkId } from './closed-lists.ts';
import type { Draft } from './draft.ts';
import type { ChangeItem } from './draft-change.ts';
import { checksOf } from './edit-places.ts';
import { levelsOf } from './level-moves.ts';
import type { UpgradeShadow } from './upgrade-shadow.ts';

type Difference = Pick<UpgradeShadow, 'totals' | 'dimensions' | 'decisions' | 'statements'>;

/** What differs between a standing analysis and the draft that would be made of the same pages. */
export function upgradeDifference(before: Analysis, draft: Pick<Draft, 'analysis' | 'change'>): Difference {
  const { analysis: after, change } = draft;
  const [was, is] = [levelsOf(before), levelsOf(after)];
  const ids = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const items = new Map((change?.items ?? []).map((item) => [item.path, item]));
  const decisions = decisionsTurned(before, after, items);
  const statements = change
    ? change.items.filter(({ path }) => !/\.checks\.\d+$/.test(path)).length
    : fieldChanges(before, after).filter(({ path }) => !path.startsWith('frameworks.')).length;
  return {
    totals: FrameworkId.options.map((framework) => ({
      framework,
      before: before.frameworks[framework].total,
      beforeMax: before.frameworks[framework].max,
      after: after.frameworks[framework].total,
      afterMax: after.frameworks[framework].max,
    })),
    dimensions: ids.flatMap((id) => {
      const moved = { id, before: was[id] ?? null, after: is[id] ?? null };
      return moved.before === moved.after ? [] : [moved];
    }),
    ...{ decisions, statements },
  };
}

/** By check: those decided otherwise, and those that stay because a person set them. */
function decisionsTurned(
  before: Analysis,
  after: Analysis,
  items: ReadonlyMap<string, ChangeItem>,
): UpgradeShadow['decisions'] {
  const was = new Map(checksOf(before).map(({ check }) => [check.id, check]));
  return checksOf(after).flatMap(({ path, check: is }) => {
    const old: CheckResult | undefined = was.get(is.id);
    const item = items.get(path);
    if (old && old.decision === is.decision && !item) return [];
    const [quote] = item?.quotes ?? [];
    return [
      {
        check: is.id,
        before: old?.decision ?? 'no-evidence',
        after: is.decision,
        byHand: old?.decision === is.decision,
        sentence: item?.sentence ?? '',
        quoteBefore: shown(quote ? quote.before : (old?.citations[0] ?? null)),
        quoteAfter: shown(quote ? quote.after : (is.citations[0] ?? null)),
      },
    ];
  });
}

function shown(citation: Citation | null) {
  return citation && { url: citation.url, quote: citation.quote };
}
