import type { Corpus } from '../../domain/corpus.ts';
import type { CheckEvidence, Evidence, Refusal } from '../../domain/evidence.ts';
import { type Pace, startPace } from '../../domain/pace.ts';
import { recordId } from '../../domain/record-id.ts';
import { type Rubric, rubricChecks } from '../../domain/rubric.ts';
import { speaksToModel } from '../../domain/speaks-to-model.ts';
import type { StageResult, Tools } from '../../ports.ts';
import { gatherFacts } from './facts.ts';
import { type Gate, openGate } from './gate-offers.ts';
import { harvestLane } from './harvest/harvest-lane.ts';
import { limitationLane } from './limitation-lane.ts';
import type { Offer } from './offer.ts';
import { readInTurn } from './read-in-turn.ts';
import type { ReadUnit } from './read-unit.ts';
import { searchLane } from './search-lane.ts';
import { selectQuotes } from './select-quotes.ts';
import { signalLane } from './signal-lane.ts';
import { signalPhrases } from './signal-phrases.ts';
import { suspectStretches } from './suspect-stretches.ts';

/** About two hundred sentences, some tens of milliseconds of the slowest lane: leases and requests never notice. */
const charactersAtATime = 20_000;

type GatherTools = Pick<
  Tools,
  'rubric' | 'prompts' | 'bodies' | 'model' | 'lastTry' | 'seal' | 'producer' | 'journal' | 'signal' | 'attempt'
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
  const units = await readInTurn(corpus, { pace, journal: tools.journal });
  tools.journal.note({ kind: 'progress', text: `Reading ${units.length} sentences of ${corpus.pages.length} pages.` });
  const gate = openGate(tools.bodies, suspectStretches(corpus));
  const { model } = tools;
  // The model reads while the lanes are worked through: its calls wait for another machine, the lanes for ours.
  const reading = model === null ? null : harvestLane(corpus, { units, gate }, { ...tools, model });
  const { signals, search, limitations, facts } = await ended(lanesOf(units, { gate, pace, tools }), reading);
  const lane = await reading;
  const offers = groupByCheck([...signals, ...search.offers, ...limitations, ...(lane?.offers ?? [])]);
  const refusals = groupByCheck(lane?.refused ?? []);
  const checks: CheckEvidence[] = [];
  const refused: Refusal[] = [];
  for (const { check } of rubricChecks(tools.rubric)) {
    await pace.rest();
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
      pages: snapshot.pages.map(({ url, outcome, bodyDigest, fetchedAt, reason }) => ({
        url,
        outcome,
        digest: bodyDigest,
        fetchedAt,
        reason,
      })),
    },
    producer: tools.producer,
    passagesDigest: corpus.passagesDigest,
    checks,
    facts,
    refused,
    suspects: await suspectsOf(corpus, pace),
    ...(lane === null ? {} : { harvest: lane.harvest }),
    ...(corpus.changes === undefined ? {} : { changes: corpus.changes }),
  };
}

/** What code alone finds. */
async function lanesOf(
  units: readonly ReadUnit[],
  { gate, pace, tools }: { gate: Gate; pace: Pace; tools: Pick<Tools, 'rubric'> },
) {
  const search = await searchLane(units, tools.rubric, pace);
  const signals = await signalsOf(units, tools.rubric, pace);
  const limitations = await limitationLane(units, tools.rubric, pace);
  const facts = await gatherFacts(units, gate, pace);
  return { search, signals, limitations, facts };
}

/** What `first` gives, once `second` has ended too: its calls are paid, so their replies must be kept before a failure is told. */
async function ended<T>(first: Promise<T>, second: Promise<unknown> | null): Promise<T> {
  const [own] = await Promise.allSettled([first, second]);
  if (own.status === 'rejected') throw own.reason;
  return own.value;
}

async function signalsOf(units: readonly ReadUnit[], rubric: Rubric, pace: Pace): Promise<Offer[]> {
  const phrases = signalPhrases(rubric);
  const counts = new Map<string, number>();
  const offers: Offer[] = [];
  for (const unit of units) {
    for (const offer of signalLane([unit], phrases, counts)) offers.push(offer);
    if (pace.due(unit.phrase.text.length)) await pace.rest();
  }
  return offers;
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

/** Characters shown of a suspect passage: enough to judge it by. */
const suspectShown = 300;

/** Passages that speak to a model, and headings and titles that do: these are left out of every prompt. */
async function suspectsOf(corpus: Corpus, pace: Pace): Promise<Evidence['suspects']> {
  const found = new Map<string, { url: string; text: string }>();
  // A heading stands above many passages, and may be as long as a page: each is read once.
  const known = new Map<string, boolean>();
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
