import type { CheckResult, Citation, DimensionResult, FrameworkResult, Raise } from '../../domain/analysis.ts';
import type { DecisionValue, FrameworkId } from '../../domain/closed-lists.ts';
import { CitationView, ClaimView, NoteNumbers, ReportLink, Searched, ToPlace } from './claim-view.tsx';
import { capital, checkOf, dimensionOf, type Reading } from './reading.ts';

/** A decision always shows as a shape and a word, never as colour alone. */
export const decisions: Record<DecisionValue, { mark: string; word: string }> = {
  met: { mark: '●', word: 'Met' },
  partly: { mark: '◐', word: 'Partly' },
  contradicted: { mark: '✕', word: 'Contradicted' },
  'no-evidence': { mark: '○', word: 'No evidence' },
};

interface FrameworkProps {
  id: FrameworkId;
  result: FrameworkResult;
  /** Of both frameworks. */
  raises: readonly Raise[];
  reading: Reading;
}

/** One framework: what it asks, its total and band, and its dimensions with their six checks. */
export function FrameworkView({ id, result, raises, reading }: FrameworkProps) {
  const framework = reading.rubric[id];
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {framework.name} <span class="total">{totalText(result)}</span>
        {result.band ? <span class="band">{result.band}</span> : null}
      </h2>
      <p class="soft rule">
        {capital(framework.asks)}. {levelRule(framework.levels)} A quote decides each check; arithmetic does the rest.
      </p>
      {result.dimensions.map((dimension) => (
        <DimensionView
          dimension={dimension}
          raise={raises.find((each) => each.dimension === dimension.id)}
          reading={reading}
        />
      ))}
    </section>
  );
}

/** "26 of 36", and how many dimensions that covers where some could not be assessed. */
export function totalText({ total, max, assessed, of }: Omit<FrameworkResult, 'dimensions'>): string {
  if (assessed === 0) return 'not assessed';
  return assessed === of ? `${total} of ${max}` : `${total} of ${max} (${assessed} of ${of} dimensions)`;
}

interface DimensionProps {
  dimension: DimensionResult;
  raise: Raise | undefined;
  reading: Reading;
}

function DimensionView({ dimension, raise, reading }: DimensionProps) {
  const known = dimensionOf(reading.rubric, dimension.id);
  const level = dimension.level === null ? 'not assessed' : `${dimension.level} of ${dimension.max}`;
  return (
    <article class="dimension" id={dimension.id}>
      <h3>
        <span class="letter" aria-hidden="true">
          {known?.letter}
        </span>
        {known?.name ?? dimension.id}
        <span class="level">{level}</span>
      </h3>
      <div class="para">
        <ClaimView claim={dimension.rationale} reading={reading} />
      </div>
      <details class="checks">
        <summary>
          <CheckMarks checks={dimension.checks} /> The six checks
          {raise ? (
            <span class="soft">
              {' '}
              · {raise.needs} more met {raise.needs === 1 ? 'gives' : 'give'} level {raise.nextLevel}
            </span>
          ) : null}
        </summary>
        <ul>
          {dimension.checks.map((check) => (
            <CheckView check={check} reading={reading} />
          ))}
        </ul>
      </details>
    </article>
  );
}

function CheckMarks({ checks }: { checks: CheckResult[] }) {
  const met = checks.filter(({ decision }) => decision === 'met').length;
  return (
    <span class="marks" role="img" aria-label={`${met} of ${checks.length} checks met`}>
      {checks.map(({ decision }) => (
        <span class={`mark ${decision}`}>{decisions[decision].mark}</span>
      ))}
    </span>
  );
}

function CheckView({ check, reading }: { check: CheckResult; reading: Reading }) {
  const known = checkOf(reading.rubric, check.id);
  const place = reading.place?.(check) ?? null;
  return (
    <li class={place?.focused ? 'check focused' : 'check'} id={check.id}>
      <p class="question">
        <DecisionMark decision={check.decision} /> {known?.question ?? check.id}
        <ToPlace place={place} />
      </p>
      <div class="para why">
        {check.why} <NoteNumbers citations={check.citations} reading={reading} />
        {check.citations.length === 0 ? <Searched item={check} reading={reading} /> : null}
      </div>
      {check.citations.map((citation) => (
        <QuoteFold citation={citation} reading={reading} />
      ))}
      <ReportLink item={check} reading={reading} />
    </li>
  );
}

/** A decision as a shape and a word. */
export function DecisionMark({ decision }: { decision: DecisionValue }) {
  const { mark, word } = decisions[decision];
  return (
    <>
      <span class={`mark ${decision}`} aria-hidden="true">
        {mark}
      </span>{' '}
      <strong class={decision}>{word}</strong>
    </>
  );
}

/** So much of a quote says what it is about; the fold holds all of it. */
const shownOfQuote = 140;

/** A quote that reads as itself while it is closed, and opens to its surroundings. */
function QuoteFold({ citation, reading }: { citation: Citation; reading: Reading }) {
  const line = citation.quote.replace(/\s+/g, ' ');
  const isLong = line.length > shownOfQuote;
  const begin = isLong ? `${line.slice(0, shownOfQuote).replace(/\s+\S*$/, '')} …` : line;
  return (
    <details class="quote-fold">
      <summary>
        <q>{begin}</q>
      </summary>
      <CitationView citation={citation} reading={reading} />
    </details>
  );
}

/** "A level counts the checks met, and is at least 1." or the table, from the rubric's own figures. */
export function levelRule(levels: readonly number[]): string {
  if (levels.every((level, met) => level === Math.max(1, met))) {
    return 'A level is the number of its six checks that are met, and at least 1.';
  }
  const steps = [...new Set(levels)].map((level) => {
    const met = levels.flatMap((found, at) => (found === level ? [at] : []));
    return `${met.join(' or ')} met give level ${level}`;
  });
  return `Of its six checks, ${steps.join(', ')}.`;
}
