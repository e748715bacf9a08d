import type { DecisionValue } from '../../domain/closed-lists.ts';
import { dimensionLevel } from '../../domain/levels.ts';
import type { Framework, Rubric } from '../../domain/rubric.ts';
import { DecisionMark, levelRule } from './framework-view.tsx';
import { guarantees, notGuaranteed } from './guarantees.ts';
import { type Frame, Layout } from './layout.tsx';
import { capital, day } from './reading.ts';
import { rubricChanges } from './rubric-changes.ts';
import { Table } from './table.tsx';

/** What is asked, how levels come about, what is guaranteed and measured, and what is never done. */
export function MethodologyPage({ frame, rubric }: { frame: Frame; rubric: Rubric }) {
  return (
    <Layout
      frame={frame}
      title="Methodology"
      here="/methodology"
      description="The 66 checks behind every score, how levels are computed, and what is guaranteed with the figures last measured."
      canonical="/methodology"
    >
      <div class="intro">
        <h1>How a score comes about</h1>
        <p>
          A crawler reads the product’s own documentation. For each of 66 checks, sentences that speak to it are quoted
          from the stored pages. A check counts only when it is <strong>met</strong> with such a quote; partly met,
          contradicted and not found count nothing. Arithmetic turns checks into levels and levels into totals. No model
          and no person writes a level, and a person approves what is published.
        </p>
        <p>
          The two frameworks answer two questions and are never added together. INPACT and GOALS are the work of the
          book <cite>Trust Before Intelligence</cite>, whose author claims both names as trademarks; the questions here
          are in words of our own.
        </p>
        <nav aria-label="On this page">
          <ul class="inline">
            {sections.map(([id, name]) => (
              <li>
                <a href={`#${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <WorkedExample rubric={rubric} />
      <Reading />
      {[rubric.inpact, rubric.goals].map((framework) => (
        <FrameworkQuestions framework={framework} />
      ))}
      <ContextTable rubric={rubric} />
      <Guarantees />
      <Changes rubric={rubric} />
    </Layout>
  );
}

const sections = [
  ['example', 'An example'],
  ['statements', 'Three kinds of statement'],
  ['inpact', 'INPACT’s checks'],
  ['goals', 'GOALS’ checks'],
  ['contexts', 'Contexts'],
  ['guarantees', 'What is guaranteed'],
  ['changes', 'Changes to the rubric'],
] as const;

/** Decisions as a product might have them; three count. */
const exampleDecisions: readonly DecisionValue[] = ['met', 'partly', 'met', 'no-evidence', 'met', 'contradicted'];
const exampleReasons: Record<DecisionValue, string> = {
  met: 'a sentence of the documentation says so',
  partly: 'a sentence says so with a limit: a preview, a paid plan, one of several parts',
  'no-evidence': 'no sentence on any page read says so',
  contradicted: 'a sentence says that it is not so',
};

/** One dimension of each framework with the same decisions, computed by the code that computes every level. */
function WorkedExample({ rubric }: { rubric: Rubric }) {
  const [inpact, goals] = [rubric.inpact.dimensions[2], rubric.goals.dimensions[0]];
  if (!inpact || !goals) return null;
  const levelOf = (framework: Framework, dimension: typeof inpact): string => {
    const decisions = new Map(dimension.checks.map(({ id }, at) => [id, exampleDecisions[at] ?? 'no-evidence']));
    const { level, max } = dimensionLevel(framework, dimension, decisions);
    return `${level} of ${max}`;
  };
  return (
    <section id="example">
      <h2>An example</h2>
      <p class="lead">A product’s documentation decides the six checks of {inpact.name} like this:</p>
      <Table
        head={['Check', 'Decision', 'Because']}
        rows={inpact.checks.map(({ label }, at) => {
          const decision = exampleDecisions[at] ?? 'no-evidence';
          return [label, <DecisionMark decision={decision} />, exampleReasons[decision]];
        })}
      />
      <p class="lead">
        Three are met, so {inpact.name} is at level {levelOf(rubric.inpact, inpact)}. The same decisions in a dimension
        of GOALS, such as {goals.name}, give {levelOf(rubric.goals, goals)}:{' '}
        {lowerFirst(levelRule(rubric.goals.levels))} A total is the sum of its framework’s levels. Where nothing at all
        could be decided in a dimension it has no level, the total says so (“18 of 24, 4 of 6 dimensions”), and it has
        no band and fits no context.
      </p>
    </section>
  );
}

/** How the page of an analysis is read. */
function Reading() {
  return (
    <section id="statements">
      <h2>Three kinds of statement</h2>
      <dl class="pairs">
        <dt>Quote</dt>
        <dd>
          The vendor’s own words. It opens to the text around it, the page with its address, the day on which it was
          fetched, and the digest of the page as it was stored.
        </dd>
        <dt>Not found</dt>
        <dd>It was looked for on every page read, and names those that came nearest. It may exist all the same.</dd>
        <dt>Judgement</dt>
        <dd>
          Advice of the analyst. It may hold no number, certificate or price that is not in a quote, and is marked
          wherever it stands.
        </dd>
      </dl>
      <p class="lead">
        Whoever finds an error reports it beside the statement, with a sentence of the documentation that shows it.
        Reports without one change nothing.
      </p>
    </section>
  );
}

function FrameworkQuestions({ framework }: { framework: Framework }) {
  return (
    <section id={framework.id}>
      <h2>{framework.name}</h2>
      <p class="lead">
        {capital(framework.asks)}. {levelRule(framework.levels)} Bands by total:{' '}
        {framework.bands.map(({ name, from }) => `${name} from ${from}`).join(', ')}.
      </p>
      {framework.dimensions.map((dimension) => (
        <article class="dimension">
          <h3>
            <span class="letter" aria-hidden="true">
              {dimension.letter}
            </span>
            {dimension.name}
          </h3>
          <p class="soft">{dimension.asks}</p>
          <ol class="questions">
            {dimension.checks.map((check) => (
              <li id={`check-${check.id}`}>
                {check.question}{' '}
                <span class="soft">
                  Counts: {check.counts}. Does not: {check.excludes}.
                </span>
              </li>
            ))}
          </ol>
        </article>
      ))}
    </section>
  );
}

function ContextTable({ rubric }: { rubric: Rubric }) {
  return (
    <section id="contexts">
      <h2>Contexts</h2>
      <p class="lead">A context asks for a total on each framework; a product fits where it reaches both.</p>
      <Table
        head={['Context', 'INPACT', 'GOALS']}
        rows={rubric.stack.contexts.map(({ name, inpact, goals }) => [name, String(inpact), String(goals)])}
      />
    </section>
  );
}

function Guarantees() {
  return (
    <section id="guarantees">
      <h2>What is guaranteed</h2>
      <p class="lead">
        Each line has a command that checks it in a checkout of the sources, and what that came to last.
      </p>
      <Table
        head={['Guaranteed', 'Measured last', 'Checked by']}
        rows={guarantees.map(({ says, command, measured }) => [
          <span class="plain">{says}</span>,
          <>
            {capital(measured.says)} ({day(measured.on)}, {measured.document}).
          </>,
          <code>{command}</code>,
        ])}
      />
      <h3>What is not</h3>
      <ul class="claims">
        {notGuaranteed.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function Changes({ rubric }: { rubric: Rubric }) {
  return (
    <section id="changes">
      <h2>Changes to the rubric</h2>
      <p class="lead">
        Every analysis names the digest of the rubric that it was made under. The one in use is version {rubric.version}
        , <code>{rubric.digest.slice(0, 16)}</code>.
      </p>
      <Table
        head={['Since', 'What changed', 'Digest']}
        rows={rubricChanges.map(({ on, says, version, digest }) => [
          `${day(on)}, version ${version}`,
          says,
          <code>{digest.slice(0, 16)}</code>,
        ])}
      />
    </section>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
