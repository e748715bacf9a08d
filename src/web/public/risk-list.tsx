import type { Analysis } from '../../domain/analysis.ts';
import { ClaimView } from './claim-view.tsx';
import type { Reading } from './reading.ts';

/** Trust risks in the order of their analysis, gravest first, each with what is done against it. */
export function RiskList({ risks, reading }: { risks: Analysis['trustRisks']; reading: Reading }) {
  return (
    <ul class="risks">
      {risks.map(({ severity, risk, mitigation }) => (
        <li>
          <div class="para">
            <span class={`severity ${severity}`}>{severity}</span> <ClaimView claim={risk} reading={reading} />
          </div>
          <div class="para">
            <strong>Mitigation</strong> <ClaimView claim={mitigation} reading={reading} />
          </div>
        </li>
      ))}
    </ul>
  );
}
