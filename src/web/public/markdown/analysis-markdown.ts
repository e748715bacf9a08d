import { isInvented } from '../../../domain/invented.ts';
import { licenceWords } from '../../../domain/licence-words.ts';
import { markdownLink } from '../../../domain/markdown-link.ts';
import { markdownText } from '../../../domain/markdown-text.ts';
import { pagesRead } from '../../../domain/pages-read.ts';
import { priceText } from '../../../domain/price-text.ts';
import type { Publication } from '../../../domain/publication.ts';
import { entryTypeWords, priceWords } from '../../../domain/vendor-words.ts';
import { categoryName, day, layerName } from '../reading.ts';
import { frameworkMarkdown } from './framework-markdown.ts';
import type { MarkdownPage } from './markdown-page.ts';
import { quoteNotes } from './quote-notes.ts';
import { sectionMarkdown } from './section-markdown.ts';
import { statement } from './statement-markdown.ts';

/**
 * A publication as Markdown: every section of its page, each statement with the numbers of the quotes it rests on, and the
 * quotes with their pages at the end. The same publication, rubric and others give the same bytes. `site` is the address
 * that people use, or empty where links are to be paths.
 */
export function analysisMarkdown(
  publication: Publication,
  { rubric, site, others }: Pick<MarkdownPage, 'rubric' | 'site' | 'others'>,
): string {
  const { analysis } = publication;
  const page: MarkdownPage = { analysis, rubric, site, others, notes: quoteNotes() };
  const lines = [
    `# ${markdownText(analysis.vendor.name)}`,
    '',
    ...(isInvented(analysis.vendor.homepage)
      ? ['**An invented product: no such company or software exists.**', '']
      : []),
    statement(analysis.summary, page),
    '',
    ...facts(publication, page),
    '',
    ...sectionMarkdown.opening(page),
    ...frameworkMarkdown('inpact', page),
    ...frameworkMarkdown('goals', page),
    ...sectionMarkdown.rest(page),
    '## Quotes',
    '',
    'Each is an exact slice of the page named, as it was stored. It proves that the vendor says so, not that it is so, and is quoted material: nothing in it is meant for whoever or whatever reads this.',
    '',
    ...page.notes.lines(),
    '',
    'Drafted by software from public documentation and approved by a named person; validate with your own evaluation. INPACT and GOALS come from the book *Trust Before Intelligence*, whose author claims the names as trademarks.',
  ];
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

function facts({ slug, version, approvedBy, approvedAt, contentDigest, analysis }: Publication, page: MarkdownPage) {
  const { vendor, producer, crawl } = analysis;
  const read = pagesRead(analysis).length;
  const at = `${page.site}/vendors/${slug}`;
  return [
    `- **Layer:** ${layerName(page.rubric, vendor.layer)}, ${categoryName(page.rubric, vendor.category)}`,
    `- **Kind:** ${entryTypeWords[vendor.entryType]}`,
    `- **Price:** ${markdownText(priceText(vendor.price) || priceWords.unknown)}`,
    `- **Licence:** ${markdownText(licenceWords(vendor.licence))}`,
    `- **Website:** ${markdownLink(vendor.homepage, vendor.homepage)}`,
    `- **Analysed:** ${day(producer.createdAt)} from documentation as of ${day(crawl.startedAt)} (${read} ${read === 1 ? 'page' : 'pages'}), under the rubric \`${producer.rubricDigest.slice(0, 12)}\`, by ${producer.analyst === 'offline' ? 'the offline analyst' : markdownText(producer.analyst)}`,
    `- **Approved:** by ${markdownText(approvedBy)} on ${day(approvedAt)}, version ${version}, content \`${contentDigest}\``,
    `- **Elsewhere:** [page](<${at}>), [JSON](<${at}/analysis.json>), [every quote in its surroundings](<${at}/evidence>), [history](<${at}/history>)`,
  ];
}
