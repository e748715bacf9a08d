import { comparison } from '../../../domain/comparison.ts';
import { AsOfNotice } from '../as-of-notice.tsx';
import { type Frame, Layout } from '../layout.tsx';
import { CompareChoice } from './compare-choice.tsx';
import { ComparedChecks } from './compared-checks.tsx';
import { ComparedContexts } from './compared-contexts.tsx';
import { ComparedDimensions } from './compared-dimensions.tsx';
import { ComparedHead } from './compared-head.tsx';
import { ComparedRisks } from './compared-risks.tsx';
import { type ComparedShown, comparedAddress, namesOf } from './compared-shown.ts';

/** Two to four products beside each other; with fewer, the way to choose them. */
export function ComparePage({ frame, shown }: { frame: Frame; shown: ComparedShown }) {
  const { products, moment, rubric } = shown;
  const names = namesOf(shown);
  const slugs = products.map(({ publication }) => publication.slug);
  const isWhole = products.length > 1;
  const title = isWhole ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)} compared` : 'Compare products';
  const { dimensions, checks, contexts } = comparison(
    products.map(({ publication }) => publication.analysis),
    rubric,
  );
  return (
    <Layout
      frame={frame}
      title={title}
      description={
        isWhole
          ? `${names.join(', ')} side by side: levels, the checks that tell them apart with the vendors’ own words, contexts and risks.`
          : 'Put two to four products side by side: levels, checks with the vendors’ own words, contexts and risks.'
      }
      canonical={isWhole && !moment ? comparedAddress({ ...shown, base: '' }, slugs) : undefined}
    >
      {moment ? (
        <AsOfNotice moment={moment} today={comparedAddress({ ...shown, query: { ...shown.query, asOf: '' } }, slugs)} />
      ) : null}
      <div class="intro">
        <h1>{title}</h1>
        {isWhole ? null : (
          <p>
            {products.length === 1
              ? `${names[0]} is chosen. Add one to three products to put beside it.`
              : 'Two to four products side by side: their levels, the checks that tell them apart with the vendors’ own words, the contexts they fit and their risks. Find them by name here, or tick them in the catalogue.'}
          </p>
        )}
      </div>
      {isWhole && shown.missing.length === 0 && shown.beyond.length === 0 ? null : <CompareChoice shown={shown} />}
      {products.length > 0 ? <ComparedHead shown={shown} /> : null}
      {isWhole ? (
        <>
          <ComparedDimensions shown={shown} dimensions={dimensions} />
          <ComparedChecks shown={shown} checks={checks} />
          <ComparedContexts shown={shown} contexts={contexts} />
          <ComparedRisks shown={shown} />
          {shown.missing.length === 0 && shown.beyond.length === 0 ? <CompareChoice shown={shown} /> : null}
        </>
      ) : null}
    </Layout>
  );
}
