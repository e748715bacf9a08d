import type { Analysis } from '../../domain/analysis.ts';
import { stackAddress } from '../../domain/stack/stack-address.ts';
import { emptyStack } from '../../domain/stack/stack-state.ts';
import { Section } from './analysis-sections.tsx';
import { Outside } from './claim-view.tsx';

/** What can be done with an analysis, and the same in other forms. */
export interface AnalysisLink {
  name: string;
  href: string;
  /** What it is for. */
  says: string;
  /** Whether it is one of those that readers want first. */
  isFirst?: boolean;
}

/** The links of a published analysis; those that only a server can answer are left out of an export. */
export function analysisLinks({ vendor }: Analysis, base: string): AnalysisLink[] {
  const { slug, category, name } = vendor;
  const own = `${base}/vendors/${slug}`;
  const place = stackAddress({ ...emptyStack, placed: [{ category, slug }] });
  const isServed = base === '';
  return [
    {
      name: 'Open in the Stack Builder',
      href: `${base}/stack${place}`,
      says: `with ${name} in its place`,
      isFirst: true,
    },
    { name: 'Compare', href: `${base}/compare?v=${slug}`, says: 'side by side with up to three others', isFirst: true },
    { name: 'Every quote', href: `${own}/evidence`, says: 'by page, with what rests on each' },
    { name: 'History', href: `${own}/history`, says: 'versions and what each changed', isFirst: true },
    { name: 'Markdown', href: `${own}.md`, says: 'the same as plain text' },
    { name: 'JSON', href: `${own}/analysis.json`, says: 'the same for programs' },
    { name: 'Feed', href: `${own}/feed.atom`, says: 'tells of every new version' },
    ...(isServed
      ? [
          {
            name: 'Report an error',
            href: `${own}/report`,
            says: 'with a sentence of the documentation that shows it',
            isFirst: true,
          },
        ]
      : []),
  ];
}

/** Everything that can be done with an analysis, at its end. */
export function Links({ analysis, base, published }: { analysis: Analysis; base: string; published: boolean }) {
  const { name, homepage } = analysis.vendor;
  return (
    <Section id="links" title="Links">
      <ul class="claims">
        <li>
          <Outside url={homepage} text={`${name} website`} />
        </li>
        {published
          ? analysisLinks(analysis, base).map(({ name: what, href, says }) => (
              <li>
                <a href={href}>{what}</a> <span class="soft">{says}</span>
              </li>
            ))
          : null}
      </ul>
    </Section>
  );
}
