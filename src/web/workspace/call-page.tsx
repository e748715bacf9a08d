import { callOutcome } from '../../domain/call-outcome.ts';
import type { HarvestPart } from '../../domain/evidence.ts';
import { harvestSums } from '../../domain/harvest-sums.ts';
import type { ModelCall, ModelExchange } from '../../domain/model-call.ts';
import type { RunStatus } from '../../domain/run.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { moment } from './moment.ts';
import { counted } from './run-calls.tsx';

interface CallPageProps {
  frame: Frame;
  run: RunStatus;
  call: ModelCall;
  exchange: ModelExchange;
  /** What became of the quotes in its reply, where it brought some. */
  part: HarvestPart | null;
}

const speakers: Record<ModelExchange['messages'][number]['role'], string> = {
  system: 'Instructions',
  user: 'Question',
  assistant: 'Earlier reply, sent back',
};

/** One call: what was sent, message by message, and what came back. Text of vendors and models stands as text. */
export function CallPage({ frame, run, call, exchange, part }: CallPageProps) {
  const sums = part ? harvestSums(part) : '';
  const ended = run.outcome !== null;
  return (
    <Layout frame={frame} title={`Call: ${call.subject}`} here="/runs">
      <p>
        <a href={`/runs/${run.runId}`}>Run of {run.vendorName}</a>
      </p>
      <h1>
        {call.task}: {call.subject}
      </h1>
      <dl class="pairs">
        <Pair name="What came">{callOutcome(call, ended)}</Pair>
        {sums === '' ? null : <Pair name="Quotes">{sums}</Pair>}
        <Pair name="Model">{call.model}</Pair>
        <Pair name="Tokens">
          {tokens(call.inputTokens)} in, {tokens(call.outputTokens)} out
        </Pair>
        <Pair name="Counted">{counted(call)}</Pair>
        <Pair name="Took">
          {call.milliseconds === null ? 'not known' : `${(call.milliseconds / 1000).toFixed(1)} s`}, asked at{' '}
          {moment(call.at)}
        </Pair>
        <Pair name="Request">
          <code>{call.requestDigest}</code>
        </Pair>
      </dl>
      {exchange.messages.map(({ role, content }) => (
        <Text title={speakers[role]}>{content}</Text>
      ))}
      <Text title="Reply">
        {exchange.reply === null ? 'No reply was kept.' : exchange.reply || 'The reply was empty.'}
      </Text>
      <details>
        <summary>
          Shape asked for: {exchange.schemaName} as {exchange.form}, at most {exchange.maxOutputTokens} tokens
        </summary>
        <pre class="exchange">{JSON.stringify(exchange.schema, null, 2)}</pre>
      </details>
    </Layout>
  );
}

/** Longer texts scroll inside their frame, which the keyboard reaches. */
function Text({ title, children }: { title: string; children: string }) {
  return (
    <section>
      <h2>{title}</h2>
      <pre class="exchange" tabindex={0}>
        {children}
      </pre>
    </section>
  );
}

function Pair({ name, children }: { name: string; children: unknown }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function tokens(count: number | null): string {
  return count === null ? 'not reported' : String(count);
}
