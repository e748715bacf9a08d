import type { RiskSeverity } from '../../../domain/closed-lists.ts';
import type { GapSeverity } from '../../../domain/rubric.ts';

type Severity = RiskSeverity | GapSeverity;

const words: Record<Severity, string> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  'not-required': 'optional',
};

/** Paths on 12 by 12: a different outline for each, so that no severity rests on its colour. */
const shapes: Record<Severity, string> = {
  critical: 'M6 0 12 6 6 12 0 6Z',
  high: 'M6 1 12 11.5H0Z',
  medium: 'M1 1H11V11H1Z',
  low: 'M6 1A5 5 0 1 1 6 11 5 5 0 1 1 6 1Z',
  'not-required': 'M0 5H12V7H0Z',
};

/** How bad a gap or a risk is, as a shape and a word. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span class={`severity-mark ${severity}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={shapes[severity]} />
      </svg>
      {words[severity]}
    </span>
  );
}
