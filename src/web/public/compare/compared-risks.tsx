import { RiskList } from '../risk-list.tsx';
import type { ComparedShown } from './compared-shown.ts';
import { SeriesMark } from './series-mark.tsx';

/** The trust risks of each product in a column of its own, gravest first as in its analysis. */
export function ComparedRisks({ shown }: { shown: ComparedShown }) {
  return (
    <section id="risks" aria-labelledby="risks-title">
      <h2 id="risks-title">Trust risks</h2>
      <div class={`side-by-side of-${shown.products.length}`}>
        {shown.products.map(({ publication: { analysis }, reading }, line) => (
          <div>
            <h3>
              <SeriesMark line={line} /> {analysis.vendor.name}
            </h3>
            {analysis.trustRisks.length === 0 ? (
              <p class="soft">Its analysis names none.</p>
            ) : (
              <RiskList risks={analysis.trustRisks} reading={reading} />
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
