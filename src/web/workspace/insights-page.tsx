import type { Insights } from '../../actions/insights.ts';
import { cutText } from '../../domain/cut-text.ts';
import { dollars } from '../../domain/dollars.ts';
import { type Rubric, rubricChecks } from '../../domain/rubric.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { BarChart } from './bar-chart.tsx';
import { InsightBlock } from './insight-block.tsx';
import {
  agreement,
  agreementAnswer,
  changesAnswer,
  costAnswer,
  daysSince,
  hoursText,
  oldestAnswer,
  share,
  textAnswer,
  timeAnswer,
} from './insight-words.ts';

interface InsightsProps {
  frame: Frame;
  rubric: Rubric;
  insights: Insights;
  now: Date;
}

const sectionNames: Readonly<Record<string, string>> = {
  summary: 'Summary',
  analysis: 'AI analysis',
  trust: 'Trust before intelligence',
  strengths: 'Strengths',
  limitations: 'Limitations',
  industryFit: 'Industry fit',
  alternatives: 'Alternatives',
  integration: 'Integration',
  trustRisks: 'Trust risks',
  scenarios: 'Use cases',
  stackImpact: 'Stack impact',
  watchFor: 'Watch for',
  pocChecklist: 'POC checklist',
  integrations: 'Integrations',
};

/** What the last year's reviews, runs and publications tell, each as an answer to a question. */
export function InsightsPage({ frame, rubric, insights, now }: InsightsProps) {
  const { decided, costs, oldest } = insights;
  const isEmpty = decided === 0 && costs.length === 0 && oldest.all === 0;
  return (
    <Layout frame={frame} title="Insights" here="/insights">
      <h1>Insights</h1>
      {isEmpty ? <Nothing /> : <p class="soft">What was decided since {insights.since.slice(0, 10)}.</p>}
      {decided > 0 ? <Reviewed rubric={rubric} insights={insights} /> : null}
      {decided === 0 && !isEmpty ? (
        <p class="lead">
          Once the first draft is decided, this page tells what reviewers change and how long it takes.
        </p>
      ) : null}
      {costs.length > 0 ? (
        <InsightBlock
          id="cost"
          question="What does an analysis cost?"
          answer={costAnswer(insights)}
          chart={
            costs.some(({ withModel }) => withModel > 0) ? (
              <BarChart
                title="Cost of an analysis with a model, by month"
                bars={costs.map(({ month, usd, withModel }) => {
                  const each = withModel === 0 ? 0 : (usd ?? 0) / withModel;
                  return { label: month, value: each, text: usd === null ? 'no known price' : dollars(each) };
                })}
              />
            ) : null
          }
          table={{
            head: ['Month', 'Analyses', 'With a model', 'Tokens', 'Cost'],
            rows: costs.map(({ month, analyses, withModel, tokens, usd }) => [
              month,
              analyses,
              withModel,
              tokens.toLocaleString('en'),
              dollars(usd),
            ]),
          }}
        />
      ) : null}
      {oldest.all > 0 ? (
        <InsightBlock
          id="oldest"
          question="What has stood longest?"
          answer={oldestAnswer(insights, now)}
          chart={
            <BarChart
              title="Days since publication"
              bars={oldest.items.map(({ name, at }) => {
                const days = daysSince(at, now);
                return { label: cutText(name, 24), value: days, text: days === 1 ? '1 day' : `${days} days` };
              })}
            />
          }
          table={{
            head: ['Product', 'Version', 'Published'],
            rows: oldest.items.map(({ slug, name, version, at }) => [
              <a href={`/vendors/${slug}`}>{name}</a>,
              version,
              at.slice(0, 10),
            ]),
          }}
        />
      ) : null}
    </Layout>
  );
}

function Reviewed({ rubric, insights }: Pick<InsightsProps, 'rubric' | 'insights'>) {
  const dimensions = [...rubric.inpact.dimensions, ...rubric.goals.dimensions];
  const nameOf = (part: string): string => dimensions.find(({ id }) => id === part)?.name ?? sectionNames[part] ?? part;
  const checks = rubricChecks(rubric).length;
  const measure = { checks, nameOf };
  const { parts, reviews, producers } = insights;
  const decisions = dimensions.map(({ id, name }) => {
    const found = parts.find(({ part, kind }) => part === id && kind === 'decisions');
    return { name, drafts: found?.drafts ?? 0, checks: found?.checks ?? 0, better: found?.better ?? 0 };
  });
  const texts = parts.filter(({ kind }) => kind === 'text');
  return (
    <>
      <InsightBlock
        id="changes"
        question="Which decisions do reviewers change?"
        answer={changesAnswer(insights, measure)}
        chart={
          <BarChart
            title="Changed decisions by dimension"
            bars={decisions.map((one) => ({ label: one.name, value: one.checks, text: String(one.checks) }))}
          />
        }
        table={{
          head: ['Dimension', 'Changed decisions', 'To a better one', 'To a weaker one', 'Drafts'],
          rows: decisions.map((one) => [one.name, one.checks, one.better, one.checks - one.better, one.drafts]),
        }}
      />
      <InsightBlock
        id="texts"
        question="Which text do they change?"
        answer={textAnswer(insights, measure)}
        chart={
          texts.length > 0 ? (
            <BarChart
              title="Drafts with changed text, by section"
              bars={texts.map(({ part, drafts }) => ({ label: nameOf(part), value: drafts, text: String(drafts) }))}
            />
          ) : null
        }
        table={{ head: ['Section', 'Drafts'], rows: texts.map(({ part, drafts }) => [nameOf(part), drafts]) }}
      />
      <InsightBlock
        id="agreement"
        question="Do drafts come closer to what people decide?"
        answer={agreementAnswer(insights, measure)}
        chart={
          <BarChart
            title="Share of decisions that reviewers changed, by month"
            bars={reviews.map((month) => {
              const part = 1 - agreement(month, checks);
              return { label: month.month, value: part, text: `${share(part)} changed` };
            })}
          />
        }
        table={{
          head: ['Month', 'Decided drafts', 'Changed decisions'],
          rows: reviews.map(({ month, decided, changed }) => [month, decided, changed]),
        }}
      />
      <InsightBlock
        id="producers"
        question="Which analyst is corrected least?"
        answer={producerAnswer(producers, checks)}
        chart={
          <BarChart
            title="Changed decisions a draft, by analyst and prompts"
            bars={producers.map((one) => {
              const each = one.changed / one.decided;
              return { label: cutText(producerName(one), 24), value: each, text: `${each.toFixed(1)} a draft` };
            })}
          />
        }
        table={{
          head: [
            'Analyst and prompts',
            'Since',
            'Decided',
            'Approved',
            'Approved untouched',
            'Rejected',
            'Changed decisions',
          ],
          rows: producers.map((one) => [
            producerName(one),
            one.since.slice(0, 10),
            one.decided,
            one.approved,
            one.untouched,
            one.rejected,
            one.changed,
          ]),
        }}
      />
      <InsightBlock
        id="time"
        question="How long does a draft wait?"
        answer={timeAnswer(insights)}
        chart={
          <BarChart
            title="Median hours from draft to decision, by month"
            bars={reviews.map(({ month, medianHours }) => ({
              label: month,
              value: medianHours,
              text: hoursText(medianHours),
            }))}
          />
        }
        table={{
          head: ['Month', 'Decided drafts', 'Half within'],
          rows: reviews.map(({ month, decided, medianHours }) => [month, decided, hoursText(medianHours)]),
        }}
      />
    </>
  );
}

function producerAnswer(producers: Insights['producers'], checks: number): string {
  const [least, ...others] = producers.toSorted((a, b) => a.changed / a.decided - b.changed / b.decided);
  if (!least) return '';
  const each = (least.changed / least.decided).toFixed(1);
  const said = `${producerName(least)}: ${each} of ${checks} decisions changed a draft, over ${least.decided === 1 ? 'one draft' : `${least.decided} drafts`}`;
  return others.length === 0 ? `Drafts of one analyst only were decided so far. ${said}.` : `${said}.`;
}

function producerName({ analyst, prompts }: Insights['producers'][number]): string {
  return analyst === 'offline' ? 'Offline analyst' : `${analyst} ${prompts}`;
}

function Nothing() {
  return (
    <div class="empty">
      <h2>Nothing to tell yet</h2>
      <p>
        Once drafts are decided, this page says which decisions and texts reviewers change, by dimension, analyst and
        version of the prompts; whether that becomes less; what an analysis costs; how long drafts wait; and which
        publication has stood longest.
      </p>
      <p>
        <a href="/review">See what waits for review</a>
      </p>
    </div>
  );
}
