import type { CheckResult, DimensionResult, FrameworkResult } from '../../domain/analysis.ts';
import type { DecisionValue, FrameworkId } from '../../domain/closed-lists.ts';
import { Citations, ClaimView, Searched, ToPlace } from './claim-view.tsx';
import { Radar } from './radar.tsx';
import { checkOf, dimensionOf, type Reading } from './reading.ts';

/** A decision always shows as a shape and a word, never as colour alone. */
export const decisions: Record<DecisionValue, { mark: string; word: string }> = {
  met: { mark: '●', word: 'Met' },
  partly: { mark: '◐', word: 'Partly' },
  contradicted: { mark: '✕', word: 'Contradicted' },
  'no-evidence': { mark: '○', word: 'No evidence' },
};

/** One framework: total, band, radar with its table, and its dimensions with their six checks. */
export function FrameworkView({ id, result, reading }: { id: FrameworkId; result: FrameworkResult; reading: Reading }) {
  const framework = reading.rubric[id];
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {framework.name} <span class="total">{totalText(result)}</span>
        {result.band ? <span class="band">{result.band}</span> : null}
      </h2>
      <div class="framework">
        <Radar
          title={`${framework.name} levels`}
          spokes={result.dimensions.map((dimension) => ({
            name: dimensionOf(reading.rubric, dimension.id)?.name ?? dimension.id,
            level: dimension.level,
            max: dimension.max,
          }))}
        />
        <div class="soft">
          <p>{capital(framework.asks)}.</p>
          <p>{levelRule(framework.levels)} A quote decides each check; arithmetic does the rest.</p>
        </div>
      </div>
      {result.dimensions.map((dimension) => (
        <DimensionView dimension={dimension} reading={reading} />
      ))}
    </section>
  );
}

/** "26 of 36", and how many dimensions that covers where some could not be assessed. */
export function totalText({ total, max, assessed, of }: Omit<FrameworkResult, 'dimensions'>): string {
  if (assessed === 0) return 'not assessed';
  return assessed === of ? `${total} of ${max}` : `${total} of ${max} (${assessed} of ${of} dimensions)`;
}

function DimensionView({ dimension, reading }: { dimension: DimensionResult; reading: Reading }) {
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
  const { mark, word } = decisions[check.decision];
  const place = reading.place?.(check) ?? null;
  return (
    <li class={place?.focused ? 'check focused' : 'check'} id={check.id}>
      <p class="question">
        <span class={`mark ${check.decision}`} aria-hidden="true">
          {mark}
        </span>{' '}
        <strong class={check.decision}>{word}</strong> {known?.question ?? check.id}
        <ToPlace place={place} />
      </p>
      <div class="para why">
        {check.why}{' '}
        {check.citations.length > 0 ? (
          <Citations citations={check.citations} reading={reading} />
        ) : (
          <Searched urls={check.searched} reading={reading} />
        )}
      </div>
    </li>
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
