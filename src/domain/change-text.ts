import type { Analysis, Citation } from './analysis.ts';
import type { DraftChange } from './draft-change.ts';
import { itemOf } from './item.ts';
import { itemLabel } from './item-label.ts';
import { plainWords } from './plain-words.ts';
import type { Rubric } from './rubric.ts';

/** What changed since the published version, as plain text: each open item with both quotes, then the new addresses. */
export function changeText(
  { version, upgrade, items, requotes }: DraftChange,
  { analysis, rubric }: { analysis: Analysis; rubric: Rubric },
): string {
  const label = (path: string): string => itemLabel(itemOf(path), analysis, rubric);
  const quoted = (citation: Citation | null): string =>
    citation ? `“${citation.quote}” (${citation.url})` : upgrade ? 'no quote' : 'nothing';
  const open = items.map(({ path, sentence, quotes }) => [
    '',
    `${label(path)}: ${plainWords(sentence, rubric)}`,
    ...quotes.flatMap(({ before, after }) => [`  then: ${quoted(before)}`, `  now:  ${quoted(after)}`]),
  ]);
  const moved = requotes.map(({ path, before, after }) => `${label(path)}: ${before.url} → ${after.url}`);
  return [
    `What changed since version ${version}`,
    ...open.flat(),
    ...(moved.length > 0 ? ['', 'The same words at another address:', ...moved] : []),
    '',
    items.length === 0 ? 'Nothing is open.' : `Everything else stands as approved in version ${version}.`,
    '',
  ].join('\n');
}
