import type { Corpus } from './domain/corpus.ts';
import type { Evidence } from './domain/evidence.ts';
import type { PrintedPrompt, PromptTask, WantedPrompt } from './domain/printed-prompt.ts';
import { Refused } from './errors.ts';
import type { ModelPreview, ModelQuestion, Store, Tools } from './ports.ts';

/** What questions are made of, outside a run. */
export interface QuestionParts {
  readonly store: Pick<Store, 'records'>;
  readonly tools: Pick<Tools, 'rubric' | 'prompts' | 'seal'>;
  /** Null where no model is set. */
  readonly preview: ModelPreview | null;
}

/** A question that a stage would ask, and which of how many it is. */
interface Chosen {
  question: ModelQuestion<unknown>;
  part: number;
  parts: number;
}

type Choose = (slug: string, wanted: WantedPrompt, parts: QuestionParts) => Promise<Chosen>;

const choosers: Record<PromptTask, Choose> = { harvest: chooseHarvest, judge: chooseJudge, narrative: chooseNarrative };

/**
 * The request that a stage would send now over the vendor's latest stored records; nothing is asked and nothing written.
 * Throws `Refused`: 409 where a stage has not come so far yet or has nothing to ask, 422 for a part, dimension or section
 * that there is not.
 */
export async function printPrompt(slug: string, wanted: WantedPrompt, parts: QuestionParts): Promise<PrintedPrompt> {
  const { question, ...which } = await choosers[wanted.task](slug, wanted, parts);
  const { system, user, subject, schemaName, schema, maxOutputTokens } = question;
  const head = { task: wanted.task, subject, ...which };
  if (!parts.preview) {
    const messages: PrintedPrompt['messages'] = [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ];
    const unsent = { model: null, requestDigest: null, kept: false, body: null, form: 'json-schema' as const };
    return { ...head, ...unsent, messages, schemaName, schema, maxOutputTokens };
  }
  const { requestDigest, kept, request, body } = await parts.preview.prepare(question);
  const { messages, ...asked } = request;
  return { ...head, model: parts.preview.id, requestDigest, kept, body, ...asked, messages: [...messages] };
}

async function chooseHarvest(
  slug: string,
  { part = 1 }: WantedPrompt,
  { store, tools }: QuestionParts,
): Promise<Chosen> {
  const { packPages } = await import('./stages/gather/harvest/pack-pages.ts');
  const { harvestQuestion } = await import('./stages/gather/harvest/harvest-question.ts');
  const parts = packPages(await latestCorpus(slug, store));
  if (parts.length === 0)
    throw nothingToAsk(`The stored pages of "${slug}" hold nothing that a model is given to read.`);
  const pages = parts[part - 1];
  if (!pages) throw noSuch('part', String(part), [`1 to ${parts.length}`]);
  return { question: harvestQuestion(pages, tools), part, parts: parts.length };
}

async function chooseJudge(
  slug: string,
  { dimension }: WantedPrompt,
  { store, tools }: QuestionParts,
): Promise<Chosen> {
  const { judgeQuestion } = await import('./stages/draft/judge/judge-question.ts');
  const { rubric } = tools;
  const dimensions = [...rubric.inpact.dimensions, ...rubric.goals.dimensions];
  if (dimension !== undefined && !dimensions.some(({ id }) => id === dimension)) {
    throw noSuch(
      'dimension',
      dimension,
      dimensions.map(({ id }) => id),
    );
  }
  const evidence = await latestEvidence(slug, store);
  const asked = dimensions.flatMap((each) => judgeQuestion(each, { evidence, tools })?.question ?? []);
  const at = dimension === undefined ? 0 : asked.findIndex(({ subject }) => subject === dimension);
  const question = asked[at];
  if (!question) {
    throw nothingToAsk(`No quote speaks to ${dimension ?? 'any dimension'}, so the model is not asked to decide it.`);
  }
  return { question, part: at + 1, parts: asked.length };
}

/** The decisions are made anew, from kept replies: what the narrative is asked depends on them. */
async function chooseNarrative(
  slug: string,
  { section = 'portrait' }: WantedPrompt,
  parts: QuestionParts,
): Promise<Chosen> {
  const { parts: sections } = await import('./stages/draft/narrative/part.ts');
  const { offerOf } = await import('./stages/draft/narrative/offer.ts');
  const { narrativeQuestion } = await import('./stages/draft/narrative/narrative-question.ts');
  const { decideChecks } = await import('./stages/draft/decide-checks.ts');
  const { analysisFrom } = await import('./stages/draft/analysis-from.ts');
  const { store, tools, preview } = parts;
  const at = (sections as readonly string[]).indexOf(section);
  const name = sections[at];
  if (!name) throw noSuch('section', section, sections);
  const evidence = await latestEvidence(slug, store);
  const model = preview?.recall(evidence.run) ?? null;
  const decided = await decideChecks(evidence, { ...tools, model, journal: { note: () => undefined } });
  const { material } = analysisFrom(evidence, tools.rubric, decided);
  const question = narrativeQuestion(offerOf(name, material), { material, tools }, unread);
  return { question, part: at + 1, parts: sections.length };
}

/** What is only printed is never answered. */
function unread(): never {
  throw new Error('A question that is only printed got a reply.');
}

async function latestCorpus(slug: string, { records }: QuestionParts['store']): Promise<Corpus> {
  const id = await records.latest('corpus', slug);
  const corpus = id === null ? null : await records.corpus(id);
  if (corpus) return corpus;
  throw notYet(slug, 'No run has read its pages yet.');
}

async function latestEvidence(slug: string, { records }: QuestionParts['store']): Promise<Evidence> {
  const id = await records.latest('evidence', slug);
  const evidence = id === null ? null : await records.evidence(id);
  if (evidence) return evidence;
  throw notYet(slug, 'No run has gathered evidence yet.');
}

function notYet(slug: string, message: string): Refused {
  return new Refused({ status: 409, code: 'not-yet', message, advice: `Start one with "assay run ${slug}".` });
}

function nothingToAsk(message: string): Refused {
  return new Refused({ status: 409, code: 'nothing-to-ask', message, advice: 'Look at another one.' });
}

function noSuch(path: 'part' | 'dimension' | 'section', given: string, known: readonly string[]): Refused {
  const message = `There is no ${path} "${given}": it is one of ${known.join(', ')}.`;
  return new Refused({ status: 422, code: 'unknown-prompt', message, details: [{ path, message }] });
}
