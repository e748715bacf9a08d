import type { Analysis, ContextResult } from '../../domain/analysis.ts';
import type { FrameworkId } from '../../domain/closed-lists.ts';
import { totalText } from './framework-view.tsx';
import { Radar } from './radar.tsx';
import { capital, contextName, dimensionOf, type Reading } from './reading.ts';

const frameworkIds: readonly FrameworkId[] = ['inpact', 'goals'];

/** Both frameworks at a glance: totals, bands and radars side by side, and which contexts they are enough for. */
export function AnalysisScores({ analysis, reading }: { analysis: Analysis; reading: Reading }) {
  return (
    <section class="glance" id="scores" aria-label="Scores at a glance">
      <div class="radars">
        {frameworkIds.map((id) => (
          <FrameworkGlance id={id} analysis={analysis} reading={reading} />
        ))}
      </div>
      <p>
        <ContextSentence analysis={analysis} reading={reading} />{' '}
        <a class="on-screen" href="#contexts">
          What is missing
        </a>
      </p>
    </section>
  );
}

function FrameworkGlance({ id, analysis, reading }: { id: FrameworkId; analysis: Analysis; reading: Reading }) {
  const result = analysis.frameworks[id];
  const { name, asks } = reading.rubric[id];
  return (
    <div>
      <p class="headline">
        <a href={`#${id}`}>{name}</a> <strong class="total">{totalText(result)}</strong>
        {result.band ? <span class="band">{result.band}</span> : null}
      </p>
      <p class="soft">{capital(asks)}</p>
      <Radar
        title={`${name} levels`}
        spokes={result.dimensions.map((dimension) => ({
          name: dimensionOf(reading.rubric, dimension.id)?.name ?? dimension.id,
          level: dimension.level,
          max: dimension.max,
        }))}
      />
    </div>
  );
}

/** "Reaches both thresholds of …" and of which it does not, in one sentence each. */
function ContextSentence({ analysis: { contexts, frameworks }, reading }: { analysis: Analysis; reading: Reading }) {
  const named = (those: readonly ContextResult[]) =>
    listed(those.map(({ id }) => contextName(reading.rubric, id).toLowerCase()));
  const passed = contexts.filter(({ inpact, goals }) => inpact.pass === true && goals.pass === true);
  const missed = contexts.filter(({ inpact, goals }) => inpact.pass === false || goals.pass === false);
  const open = contexts.length - passed.length - missed.length;
  const partial = frameworkIds.filter((id) => frameworks[id].assessed < frameworks[id].of);
  return (
    <>
      {passed.length > 0 ? `Reaches both thresholds of ${named(passed)}. ` : ''}
      {missed.length > 0
        ? `Does not reach ${passed.length > 0 ? 'those' : 'both thresholds'} of ${named(missed)}. `
        : ''}
      {open > 0
        ? `Whether it fits ${open === contexts.length ? 'a context' : 'the others'} cannot be said while ${listed(partial.map((id) => reading.rubric[id].name))} is not assessed as a whole.`
        : ''}
    </>
  );
}

function listed(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '';
  // One of the contexts is two with an "and" of its own.
  return `${names.slice(0, -1).join(', ')}${names.length > 2 ? ',' : ''} and ${names.at(-1)}`;
}
