import type { Framework, Rubric } from '../../domain/rubric.ts';
import { levelRule } from './framework-view.tsx';
import { type Frame, Layout } from './layout.tsx';

/** What is asked, how levels come about, and what is never done. */
export function MethodologyPage({ frame, rubric }: { frame: Frame; rubric: Rubric }) {
  return (
    <Layout
      frame={frame}
      title="Methodology"
      here="/methodology"
      description="The 66 checks behind every score, and how levels are computed."
    >
      <div class="intro">
        <h1>How a score comes about</h1>
        <p>
          A crawler reads the product’s own documentation. For each of 66 checks, sentences that speak to it are quoted
          from the stored pages. A check counts only when it is <strong>met</strong> with such a quote; partly met,
          contradicted and not found count nothing. Arithmetic turns checks into levels and levels into totals. No model
          and no person writes a level, and a person approves what is published.
        </p>
        <p class="soft">
          Rubric version {rubric.version}, digest <code>{rubric.digest.slice(0, 16)}</code>.
        </p>
      </div>
      {[rubric.inpact, rubric.goals].map((framework) => (
        <FrameworkQuestions framework={framework} />
      ))}
    </Layout>
  );
}

function FrameworkQuestions({ framework }: { framework: Framework }) {
  return (
    <section id={framework.id}>
      <h2>{framework.name}</h2>
      <p>
        {framework.asks}. {levelRule(framework.levels)} Bands by total:{' '}
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
              <li>
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
