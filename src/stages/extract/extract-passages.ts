import pLimit from 'p-limit';
import type { Corpus, CorpusPage } from '../../domain/corpus.ts';
import { type Digest, digestOf } from '../../domain/digest.ts';
import { foundAt } from '../../domain/found-at.ts';
import { startPace } from '../../domain/pace.ts';
import type { PageText } from '../../domain/page-text.ts';
import type { Producer } from '../../domain/producer.ts';
import { asDrafted, asPublished, touchedNothing } from '../../domain/reading-ends.ts';
import { recordId } from '../../domain/record-id.ts';
import type { PublishedBaseline, Run } from '../../domain/run.ts';
import { changesKey, type QuoteFate, quoteKey, type SiteChanges } from '../../domain/site-changes.ts';
import type { Page, Snapshot } from '../../domain/snapshot.ts';
import { unseenPages } from '../../domain/unseen-pages.ts';
import { PipelineError } from '../../errors.ts';
import type { StageResult, Tools } from '../../ports.ts';
import { boundHeading } from './bound-heading.ts';
import { boundText } from './bound-text.ts';
import { comparePublished } from './compare-published.ts';
import { handQuotes } from './hand-quotes.ts';
import { keptReading } from './kept-reading.ts';
import { type KnownTraits, knownTraits } from './known-traits.ts';
import { languageOf } from './language.ts';
import { mergePassages, type ReadPage } from './merge-passages.ts';
import { pageFlags } from './page-flags.ts';
import type { PageTraits } from './page-traits.ts';
import { readsAsPublished } from './reads-as-published.ts';

/** Some tens of milliseconds of splitting and comparing: leases and requests never notice. */
const charactersAtATime = 200_000;

type ExtractTools = Pick<Tools, 'bodies' | 'workings' | 'reader' | 'producer' | 'journal' | 'signal' | 'attempt'>;

/** Pages under way at once: enough to keep the reading threads busy, few enough to hold little memory. */
const pagesAtOnce = 4;

interface Readable {
  page: Page;
  bodyDigest: string;
  text: PageText;
  /** Under which the text is kept already; null where it is not. */
  keptText: Digest | null;
  language: string;
  traits: PageTraits;
}

/**
 * The documentation as passages with ids, from the pages as they were received. Ends unchanged where the passages and
 * the producer are those of the latest draft. Throws `not-english` and `no-text` where there is nothing to go on with.
 */
export async function extractPassages(snapshot: Snapshot, tools: ExtractTools): Promise<StageResult<Corpus>> {
  const received = pagesOnce(snapshot);
  const { again, baseline, cause } = snapshot.run;
  // Its pages are those of then by design; whether anything follows from them is what it is to find out.
  const isUpgrade = cause === 'upgrade';
  const ended = (how: string): StageResult<Corpus> => ({
    kind: 'unchanged',
    reason: [how, ...unseenPages(baseline.published?.analysis, snapshot)].join(' '),
  });
  if (!isUpgrade && readsAsPublished({ run: snapshot.run, pages: received }, tools)) return ended(asDrafted);
  const known = await knownTraits(snapshot, received, tools);
  const readable = await readAll(received, known, tools);
  const english = inEnglish(readable, tools);
  const pages = await keepTexts(english, tools);
  const passages = await mergePassages(pages, startPace(tools.signal, charactersAtATime));
  await known.keep();
  if (passages.length === 0) throw noText(readable.length);
  const suspectPages = new Set(
    passages
      .filter((passage) => passage.flags.includes('injection-suspect'))
      .flatMap((passage) => passage.places.map((place) => place.page)),
  );
  for (const [index, { page }] of pages.entries()) {
    if (suspectPages.has(index)) page.flags.push('injection-suspect');
  }
  const passagesDigest = digestOf(passages.map((passage) => passage.id).sort());
  const isSame = !again && !isUpgrade && saysTheSame(snapshot.run, passagesDigest, tools.producer);
  const { published, drafted } = baseline;
  const waits = published?.draftId !== drafted?.draftId;
  // A newer draft of the same passages waits; one that carries on what is published may have them at other addresses.
  if (isSame && waits && !drafted?.foundAt) return ended(asDrafted);
  const isCompared = published !== undefined && !again;
  const now = { snapshot, pages: pages.map(({ page, text }) => ({ page, text: text.text })), passages };
  const changes = published && isCompared ? await comparePublished(published, now, tools) : null;
  const moved = changes?.quotes.some(({ fate }) => fate === 'moved') ?? false;
  if (isSame && (waits ? !changes || isAsDrafted(changes, drafted?.foundAt) : !moved)) return ended(asDrafted);
  if (changes && !isUpgrade && isUnchanged(changes)) return ended(asPublished);
  if (changes && !isUpgrade && wasLookedAt(published, { changes, passagesDigest }, tools.producer))
    return ended(lookedAtBefore);
  // Of what is published, the comparison tells it already.
  const hands = changes && !baseline.waiting ? undefined : handQuotes(now);
  const suspects = passages.filter((passage) => passage.flags.includes('injection-suspect')).length;
  tools.journal.note({
    kind: 'progress',
    text: `Read ${pages.length} pages into ${passages.length} passages.`,
    detail: { pages: pages.length, passages: passages.length, suspects },
  });
  const record: Corpus = {
    id: recordId('corpus', { parentId: snapshot.id, producer: tools.producer, attempt: tools.attempt }),
    runId: snapshot.runId,
    attempt: tools.attempt,
    snapshot,
    producer: tools.producer,
    pages: pages.map(({ page }) => page),
    passages,
    passagesDigest,
    ...(changes ? { changes } : {}),
    ...(hands ? { handQuotes: hands } : {}),
  };
  return { kind: 'record', record };
}

const lookedAtBefore = `The documentation says what it said at the last reading, ${touchedNothing.before}`;

/**
 * Whether just this was weighed before, by the same maker, and touched nothing. The comparison is with the publication
 * all the same, so that many small changes add up, and a page that is missing for the second time is told.
 */
function wasLookedAt(
  published: PublishedBaseline | undefined,
  { changes, passagesDigest }: Pick<Corpus, 'passagesDigest'> & { changes: SiteChanges },
  producer: Producer,
): boolean {
  const before = published?.lookedAt;
  if (before?.passagesDigest !== passagesDigest || before.changesDigest !== changesKey(changes)) return false;
  return digestOf(before.producer) === digestOf(producer);
}

/** Nothing was said otherwise; pages that were not read, or are missing for the first time, are no change. */
function isUnchanged({ quotes, sentences }: SiteChanges): boolean {
  return sentences.length === 0 && quotes.every(isUntold);
}

function isUntold({ fate }: QuoteFate): boolean {
  return fate === 'unread' || fate === 'page-gone';
}

/** Whether each quote is found where the waiting draft has it; a page that was not read, or just went missing, tells nothing. */
function isAsDrafted(changes: SiteChanges, drafted: Readonly<Record<string, string>> = {}): boolean {
  const now = foundAt(changes);
  const unknown = new Set(changes.quotes.filter(isUntold).map(({ before }) => quoteKey(before)));
  return [...Object.keys(now), ...Object.keys(drafted)].every((key) => unknown.has(key) || now[key] === drafted[key]);
}

/** A scheduled run asks whether the vendor changed; only other runs go on because Assay did. */
function saysTheSame({ baseline: { drafted }, cause }: Run, passagesDigest: string, producer: Producer): boolean {
  if (drafted?.passagesDigest !== passagesDigest) return false;
  return cause === 'scheduled' || digestOf(drafted.producer) === digestOf(producer);
}

/** The pages that have a body, one a final address, in order of address. */
function pagesOnce(snapshot: Snapshot): Page[] {
  const byAddress = new Map<string, Page>();
  const inOrder = [...snapshot.pages].sort((a, b) => compareText(a.finalUrl, b.finalUrl) || compareText(a.url, b.url));
  for (const page of inOrder) {
    // Also pages that could not be read this time: what an earlier run read there stands.
    if (page.bodyDigest !== null && !byAddress.has(page.finalUrl)) byAddress.set(page.finalUrl, page);
  }
  return [...byAddress.values()];
}

async function readAll(pages: readonly Page[], known: KnownTraits, tools: ExtractTools): Promise<Readable[]> {
  const limit = pLimit(pagesAtOnce);
  const read = await Promise.all(pages.map((page) => limit(() => readOne(page, known.of(page), tools))));
  return read.filter((one) => one !== null);
}

async function readOne(page: Page, traits: PageTraits, tools: ExtractTools): Promise<Readable | null> {
  tools.signal.throwIfAborted();
  const { bodyDigest, finalUrl: url } = page;
  const { text: whole, reason, isKept } = await textOf(page, tools);
  if (bodyDigest === null || whole === null) return leaveOut(reason);
  const { page: text, unread } = boundText(whole);
  if (unread > 0) {
    tools.journal.note({
      kind: 'note',
      text: `Read only the beginning of ${url}: ${unread} characters more were left unread.`,
      detail: { url, unread },
    });
  }
  if (text.text.trim() === '') return leaveOut('it shows no text');
  const keptText = isKept && unread === 0 ? (page.reading?.textDigest ?? null) : null;
  const language = traits.language(() => languageOf(proseOf(text), text.language));
  return { page, bodyDigest, text, keptText, language, traits };

  function leaveOut(why: string): null {
    tools.journal.note({
      kind: 'note',
      text: `Left out ${page.finalUrl}: ${why}.`.replace(/\.\.$/, '.'),
      detail: { url: page.finalUrl },
    });
    return null;
  }
}

function proseOf({ blocks, text }: PageText): string {
  return blocks
    .filter(({ kind }) => kind !== 'code')
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
}

interface TextOfPage {
  text: PageText | null;
  reason: string;
  /** Whether the text is kept as it stands. */
  isKept: boolean;
}

/** What stands on the page: as its reader kept it, else read from the body. */
async function textOf(page: Page, tools: ExtractTools): Promise<TextOfPage> {
  const kept = await keptReading(page, tools);
  if (kept) return { text: kept, reason: '', isKept: true };
  const body = page.bodyDigest === null ? null : await tools.bodies.read(page.bodyDigest);
  if (body === null) return { text: null, reason: 'its stored body is missing', isKept: false };
  const { finalUrl: url, contentType, charset } = page;
  // A copy, because the kept bytes may be a view into a larger buffer, all of which would go to the thread.
  const read = await tools.reader.read({ url, contentType: contentType ?? '', charset, body: new Uint8Array(body) });
  return { ...read, isKept: false };
}

/** The English pages. A site with none is refused; on a site with some the others are translations. */
function inEnglish(readable: readonly Readable[], tools: ExtractTools): Readable[] {
  if (readable.length === 0) throw noText(0);
  const english = readable.filter((one) => one.language === 'English');
  if (english.length === 0) {
    const seen = [...new Set(readable.map((one) => one.language))].sort().join(', ');
    throw new PipelineError({
      stage: 'extract',
      cause: 'not-english',
      reason: `The documentation is not in English; its pages are in ${seen}.`,
      advice: 'Give the address of the English documentation.',
      retryable: false,
    });
  }
  const others = readable.length - english.length;
  if (others > 0) tools.journal.note({ kind: 'note', text: `Left out ${others} pages in other languages.` });
  return english;
}

async function keepTexts(readable: readonly Readable[], tools: ExtractTools): Promise<ReadPage[]> {
  const facts = readable.map(({ page, text, traits }) => ({
    url: page.finalUrl,
    canonical: text.canonical,
    outdated: text.outdated ?? false,
    text: text.text,
    isPraise: () => traits.isPraise(text.text),
  }));
  const flags = await pageFlags(facts, startPace(tools.signal, charactersAtATime));
  const encoder = new TextEncoder();
  const kept: ReadPage[] = [];
  for (const [index, { page, bodyDigest, text, keptText, traits }] of readable.entries()) {
    tools.signal.throwIfAborted();
    const textDigest = keptText ?? (await tools.bodies.keep(encoder.encode(text.text)));
    const corpusPage: CorpusPage = {
      url: page.finalUrl,
      title: text.title === '' ? page.finalUrl : boundHeading(text.title),
      pageDigest: bodyDigest,
      textDigest,
      ...(page.reading ? { readingDigest: page.reading.digest } : {}),
      fetchedAt: page.fetchedAt,
      flags: flags[index] ?? [],
    };
    kept.push({ page: corpusPage, text, traits });
  }
  return kept;
}

function noText(pages: number): PipelineError {
  return new PipelineError({
    stage: 'extract',
    cause: 'no-text',
    reason:
      pages === 0
        ? 'No page of the documentation held readable text.'
        : `The ${pages} pages that were read hold no text of their own.`,
    advice: 'Give the address of pages that show their text without a browser running scripts.',
    retryable: false,
  });
}

/** Code-unit order, the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
