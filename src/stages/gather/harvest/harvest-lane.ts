import type { Corpus, Passage } from '../../../domain/corpus.ts';
import type { Harvest, Refusal } from '../../../domain/evidence.ts';
import { rubricChecks } from '../../../domain/rubric.ts';
import type { ModelSpent, Tools } from '../../../ports.ts';
import type { Gate } from '../gate-offers.ts';
import type { Offer } from '../offer.ts';
import type { PageUnits } from '../page-units.ts';
import type { SitePage } from '../site-page.ts';
import { askParts } from './ask-parts.ts';
import { inAskingOrder } from './asking-order.ts';
import { harvestQuestion } from './harvest-question.ts';
import { keptParts } from './kept-parts.ts';
import { packPages } from './pack-pages.ts';
import type { QuoteGround } from './quote-offer.ts';
import { type PartResult, readPart } from './read-part.ts';

export interface HarvestLane {
  offers: readonly Offer[];
  refused: readonly Refusal[];
  harvest: Harvest;
}

export type HarvestTools = Pick<
  Tools,
  'rubric' | 'prompts' | 'seal' | 'lastTry' | 'journal' | 'signal' | 'workings'
> & {
  model: NonNullable<Tools['model']>;
};

/** Notes that a reader of the journal still takes in; of more parts, every second or third is noted. */
const mostNotes = 40;
/** Parts named in the closing sentence; the draft's flags name their pages. */
const partsNamed = 3;

/**
 * What a model found in all the pages, held against the stored text by code. The same replies give the same lane,
 * whatever order they come in. Throws a retryable PipelineError where the model is away and the queue will try again.
 */
export async function harvestLane(
  corpus: Corpus,
  read: { pages: readonly SitePage[]; gate: Gate },
  tools: HarvestTools,
): Promise<HarvestLane> {
  const units = byPassageOf(read.pages);
  // What the other lanes left unread of a very large documentation, a model does not read either.
  const parts = packPages({ ...corpus, passages: corpus.passages.filter((passage) => units.has(passage)) });
  const asked = inAskingOrder(parts);
  const ground: QuoteGround = {
    checks: new Map(rubricChecks(tools.rubric).map(({ check }) => [check.id, check])),
    gate: read.gate,
    unitsOf: (passage) => units.get(passage)?.of(passage) ?? [],
  };
  const pageKeys = new Map(read.pages.flatMap(({ url, key }) => (key === null ? [] : [[url, key] as const])));
  const kept = await keptParts(parts, { corpus, pageKeys, unitsOf: ground.unitsOf }, tools);
  const every = Math.ceil(asked.length / mostNotes);
  let done = 0;
  const results = await askParts(
    asked.map((part) => harvestQuestion(part, tools)),
    {
      tools,
      take: async (answer, at) => {
        const part = asked[at] ?? [];
        const before = answer.kind === 'answer' ? kept.of(part, answer.value) : null;
        const own = before ?? (await readPart(part, answer, ground));
        if (before === null && answer.kind === 'answer') kept.note(part, answer.value, own);
        const result = { ...own, spent: answer.spent };
        done += 1;
        if (done % every === 0 && result.part.outcome !== 'skipped')
          note(tools, result, `part ${done} of ${asked.length}`);
        return result;
      },
    },
  );
  await kept.keep();
  // Back in order of address: asking order is for the budget only.
  const inOrder = parts.flatMap((part) => results[asked.indexOf(part)] ?? []);
  noteEnd(tools, inOrder);
  return {
    offers: inOrder.flatMap(({ offers }) => offers),
    refused: inOrder.flatMap(({ refused }) => refused),
    harvest: { parts: inOrder.map(({ part }) => part), spent: sumOf(inOrder.map(({ spent }) => spent)) },
  };
}

function byPassageOf(pages: readonly SitePage[]): Map<Passage, PageUnits> {
  const byPassage = new Map<Passage, PageUnits>();
  for (const { units } of pages) for (const passage of units.passages) byPassage.set(passage, units);
  return byPassage;
}

function note({ journal }: HarvestTools, { part, offers }: PartResult, which: string): void {
  const text =
    part.outcome === 'read'
      ? `Read ${which} with the model: ${quotes(offers.length)}, ${part.refused} refused.`
      : `Did not read ${which} with the model (${part.outcome}): ${part.reason}`;
  journal.note({ kind: 'progress', text, detail: { subject: part.subject, outcome: part.outcome } });
}

/** What was left out is said once with its pages: a reader must know what no model has seen. */
function noteEnd({ journal }: HarvestTools, results: readonly PartResult[]): void {
  const parts = results.map(({ part }) => part);
  const left = parts.filter(({ outcome }) => outcome !== 'read');
  const offered = results.reduce((sum, { offers }) => sum + offers.length, 0);
  const refused = parts.reduce((sum, part) => sum + part.refused, 0);
  const head = `The model read ${parts.length - left.length} of ${parts.length} parts of the pages: ${quotes(offered)}, ${refused} refused.`;
  const named = left.slice(0, partsNamed).map(({ subject }) => subject);
  const more = left.length > named.length ? ` and ${left.length - named.length} more` : '';
  const tail = left.length === 0 ? '' : ` Not read: ${named.join('; ')}${more}.`;
  journal.note({
    kind: left.length === 0 ? 'progress' : 'note',
    text: `${head}${tail}`,
    detail: { left: left.map(({ subject, outcome, urls }) => ({ subject, outcome, urls })) },
  });
}

function quotes(count: number): string {
  return count === 1 ? '1 quote' : `${count} quotes`;
}

function sumOf(spent: readonly ModelSpent[]): ModelSpent {
  const sum: ModelSpent = { modelCalls: 0, cachedCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
  for (const one of spent) {
    sum.modelCalls += one.modelCalls;
    sum.cachedCalls += one.cachedCalls;
    sum.inputTokens += one.inputTokens;
    sum.outputTokens += one.outputTokens;
    // One call of unknown price makes the whole unknown.
    sum.costUsd = sum.costUsd === null || one.costUsd === null ? null : sum.costUsd + one.costUsd;
  }
  return sum;
}
