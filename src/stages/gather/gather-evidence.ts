import type { Corpus } from '../../domain/corpus.ts';
import type { CheckEvidence, Evidence, Refusal } from '../../domain/evidence.ts';
import { type Pace, startPace } from '../../domain/pace.ts';
import { recordId } from '../../domain/record-id.ts';
import { rubricChecks } from '../../domain/rubric.ts';
import { speaksToModel } from '../../domain/speaks-to-model.ts';
import type { StageResult, Tools } from '../../ports.ts';
import { crawlPages } from './crawl-pages.ts';
import { gatherFacts } from './facts.ts';
import { type Gate, openGate } from './gate-offers.ts';
import { harvestLane } from './harvest/harvest-lane.ts';
import { limitationLane } from './limitation-lane.ts';
import type { Offer } from './offer.ts';
import { readPages } from './read-pages.ts';
import { searchLane } from './search-lane.ts';
import { selectQuotes } from './select-quotes.ts';
import type { SitePage } from './site-page.ts';
import { suspectStretches } from './suspect-stretches.ts';

/** About two hundred sentences, some tens of milliseconds of the slowest lane: leases and requests never notice. */
const charactersAtATime = 20_000;

type GatherTools = Pick<
  Tools,
  | 'rubric'
  | 'prompts'
  | 'bodies'
  | 'workings'
  | 'model'
  | 'lastTry'
  | 'seal'
  | 'producer'
  | 'journal'
  | 'signal'
  | 'attempt'
>;

/** Refusals kept of a check: they tell a reviewer what was near, and are no evidence. */
const refusalsKept = 5;

/**
 * Per check the verified quotes, and the facts for the sections that are not checks. Throws a retryable PipelineError
 * where a model reads along, is away, and the queue will try again.
 */
export async function gatherEvidence(corpus: Corpus, tools: GatherTools): Promise<StageResult<Evidence>> {
  return { kind: 'record', record: await evidenceOf(corpus, tools) };
}

async function evidenceOf(corpus: Corpus, tools: GatherTools): Promise<Evidence> {
  const { snapshot } = corpus;
  const pace = startPace(tools.signal, charactersAtATime);
  const pages = await readPages(corpus, tools, pace);
  const count = pages.reduce((sum, { units }) => sum + units.length, 0);
  tools.journal.note({ kind: 'progress', text: `Reading ${count} sentences of ${corpus.pages.length} pages.` });
  const gate = openGate(tools.bodies, suspectStretches(corpus));
  const { model } = tools;
  // The model reads while the lanes are worked through: its calls wait for another machine, the lanes for ours.
  const reading = model === null ? null : harvestLane(corpus, { pages, gate }, { ...tools, model });
  const { signals, search, limitations, facts } = await ended(lanesOf(pages, { gate, pace, tools }), reading);
  const lane = await reading;
  const offers = groupByCheck([...signals, ...search.offers, ...limitations, ...(lane?.offers ?? [])]);
  const refusals = groupByCheck(lane?.refused ?? []);
  const checks: CheckEvidence[] = [];
  const refused: Refusal[] = [];
  for (const { check } of rubricChecks(tools.rubric)) {
    if (pace.due(0)) await pace.rest();
    const selected = await selectQuotes(check, offers.get(check.id) ?? [], { gate, pace });
    checks.push({ check: check.id, quotes: selected.quotes, searched: search.searched(check.id) });
    refused.push(...selected.refused.slice(0, refusalsKept));
    refused.push(...(refusals.get(check.id) ?? []).slice(0, refusalsKept));
  }
  const withQuotes = checks.filter(({ quotes }) => quotes.length > 0).length;
  tools.journal.note({
    kind: 'progress',
    text: `Sentences worth weighing found for ${withQuotes} of ${checks.length} checks.`,
  });
  return {
    id: recordId('evidence', { parentId: corpus.id, producer: tools.producer, attempt: tools.attempt }),
    runId: corpus.runId,
    attempt: tools.attempt,
    run: snapshot.run,
    crawl: {
      startedAt: snapshot.startedAt,
      endedAt: snapshot.endedAt,
      endedBy: snapshot.endedBy,
      pages: crawlPages(corpus),
    },
    producer: tools.producer,
    passagesDigest: corpus.passagesDigest,
    checks,
    facts,
    refused,
    suspects: await suspectsOf(corpus, pages, pace),
    ...(lane === null ? {} : { harvest: lane.harvest }),
    ...(corpus.changes === undefined ? {} : { changes: corpus.changes }),
    ...(corpus.handQuotes === undefined ? {} : { handQuotes: corpus.handQuotes }),
  };
}

/** What code alone finds. */
async function lanesOf(
  pages: readonly SitePage[],
  { gate, pace, tools }: { gate: Gate; pace: Pace; tools: Pick<Tools, 'rubric'> },
) {
  const search = await searchLane(pages, tools.rubric, pace);
  const signals = pages.flatMap(signalOffers);
  const limitations = limitationLane(pages, tools.rubric);
  const facts = await gatherFacts(pages, gate, pace);
  return { search, signals, limitations, facts };
}

/** What `first` gives, once `second` has ended too: its calls are paid, so their replies must be kept before a failure is told. */
async function ended<T>(first: Promise<T>, second: Promise<unknown> | null): Promise<T> {
  const [own] = await Promise.allSettled([first, second]);
  if (own.status === 'rejected') throw own.reason;
  return own.value;
}

function signalOffers({ units, look }: SitePage): Offer[] {
  return look.signals.flatMap(([at, check, facet, stance, hedged, found, score]) => {
    const unit = units.at(at);
    return unit === undefined ? [] : [{ check, unit, lane: 'signal' as const, facet, stance, hedged, found, score }];
  });
}

function groupByCheck<T extends { check: string }>(items: readonly T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const item of items) {
    const those = grouped.get(item.check);
    if (those === undefined) grouped.set(item.check, [item]);
    else those.push(item);
  }
  return grouped;
}

/** What stands above the units of a page, each once; whether it speaks to a model, the look at the page says. */
function headingsRead({ title, units }: SitePage): string[] {
  if (units.length === 0) return [];
  return [...new Set([title, ...[...units.passages].flatMap(({ headings }) => headings)])];
}

/** Characters shown of a suspect passage: enough to judge it by. */
const suspectShown = 300;

/** Passages that speak to a model, and headings and titles that do: these are left out of every prompt. */
async function suspectsOf(corpus: Corpus, pages: readonly SitePage[], pace: Pace): Promise<Evidence['suspects']> {
  const found = new Map<string, { url: string; text: string }>();
  // A heading stands above many passages, and may be as long as a page: each is read once.
  const known = new Map(pages.flatMap(headingsRead).map((heading) => [heading, false]));
  for (const { look } of pages) for (const heading of look.orders) known.set(heading, true);
  const isSuspect = (heading: string): boolean => {
    const suspect = known.get(heading) ?? speaksToModel(heading, false);
    known.set(heading, suspect);
    return suspect;
  };
  for (const passage of corpus.passages) {
    const page = corpus.pages[passage.places[0]?.page ?? -1];
    const url = page?.url ?? '';
    const texts = [page?.title ?? '', ...passage.headings].filter(isSuspect);
    if (passage.flags.includes('injection-suspect')) texts.push(passage.text);
    for (const text of texts) found.set(`${url} ${text}`, { url, text: text.slice(0, suspectShown) });
    if (pace.due(texts.length)) await pace.rest();
  }
  return [...found.values()].sort((a, b) =>
    a.url !== b.url ? (a.url < b.url ? -1 : 1) : a.text < b.text ? -1 : a.text > b.text ? 1 : 0,
  );
}
