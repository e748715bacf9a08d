import type { Analysis } from '../../../domain/analysis.ts';
import { FrameworkId } from '../../../domain/closed-lists.ts';
import { canonicalJson } from '../../../domain/digest.ts';
import type { ChangeItem } from '../../../domain/draft-change.ts';
import { levelsOf } from '../../../domain/level-moves.ts';
import type { PublishedBaseline } from '../../../domain/run.ts';

/**
 * What is counted otherwise though no decision turned: levels by another table, bands and contexts by other thresholds.
 * A level is opened at the sentence that tells it; the rest, of which no one sentence tells, at the summary.
 */
export function recountedItems(
  { analysis: before }: PublishedBaseline,
  carried: Analysis,
  turned: readonly ChangeItem[],
): ChangeItem[] {
  const was = levelsOf(before);
  const moved = FrameworkId.options.flatMap((id) =>
    carried.frameworks[id].dimensions.flatMap((dimension, index): ChangeItem[] => {
      const path = `frameworks.${id}.dimensions.${index}`;
      if (was[dimension.id] === dimension.level || turned.some((item) => item.path.startsWith(`${path}.`))) return [];
      const sentence = `The rubric counts the same decisions otherwise: the level goes from ${was[dimension.id] ?? 'none'} to ${dimension.level ?? 'none'}.`;
      return [{ path: `${path}.rationale`, sentence, quotes: [] }];
    }),
  );
  if (moved.length + turned.length > 0 || canonicalJson(countedOf(before)) === canonicalJson(countedOf(carried)))
    return moved;
  const sentence = 'The rubric draws its bands, contexts or next steps otherwise; the levels stay.';
  return [{ path: 'summary', sentence, quotes: [] }];
}

function countedOf({ contexts, raise, frameworks }: Analysis) {
  return { contexts, raise, bands: FrameworkId.options.map((id) => frameworks[id].band) };
}
