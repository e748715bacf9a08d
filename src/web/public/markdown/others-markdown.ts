import { compareAddress } from '../../../domain/compare-query.ts';
import { markdownText } from '../../../domain/markdown-text.ts';
import { apartWords, nothingElse } from '../alternative-words.ts';
import { asOfQuery } from '../as-of-query.ts';
import { totalText } from '../framework-view.tsx';
import { categoryName, layerName } from '../reading.ts';
import type { MarkdownPage } from './markdown-page.ts';

/** What else the catalogue has for a product's place, below the alternatives that its analysis names. */
export function othersMarkdown({ analysis, rubric, site, others }: MarkdownPage): string[] {
  if (others === null) return [];
  const { alternatives, vendor } = analysis;
  const gap = alternatives.length > 0 ? [''] : [];
  if (others.nearest.length === 0) return [...gap, markdownText(nothingElse(analysis, rubric, others))];
  const asOf = others.moment?.asked ?? '';
  const rows = others.nearest.map(({ slug, card }) =>
    [
      `[${markdownText(card.name)}](<${site}/vendors/${slug}${asOfQuery(others.moment)}>)`,
      categoryName(rubric, card.category),
      totalText(card.inpact),
      totalText(card.goals),
      apartWords('higher', { analysis, card, rubric }),
      apartWords('lower', { analysis, card, rubric }),
      `[side by side](<${site}/compare${compareAddress({ slugs: [vendor.slug, slug], add: '', asOf })}>)`,
    ].join(' | '),
  );
  return [
    ...gap,
    `**Others in ${layerName(rubric, vendor.layer)} that the catalogue has**, found by their place in it, with the levels of their own analyses; nobody chose or reviewed this list:`,
    '',
    '| Product | Category | INPACT | GOALS | Stands higher in | Stands lower in | Compare |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ];
}
