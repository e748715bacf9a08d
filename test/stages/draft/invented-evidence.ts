import { sha256 } from '../../../src/domain/digest.ts';
import type { Evidence, Fact, Quote } from '../../../src/domain/evidence.ts';
import { type Check, type Rubric, rubricChecks } from '../../../src/domain/rubric.ts';
import { defaultBudgets } from '../../../src/domain/run.ts';

const at = '2026-03-01T08:00:00.000Z';

export interface Invented {
  /** Ids of checks whose every facet gets a plain quote. */
  met?: readonly string[];
  /** Ids of checks that get one hedged quote. */
  hedged?: readonly string[];
  /** Ids of checks that are denied. */
  denied?: readonly string[];
  facts?: readonly (Pick<Fact, 'kind' | 'name'> & { text: string })[];
  name?: string;
}

/** Evidence of a product that does not exist, on two pages, with the quotes that its decisions need. */
export function inventedEvidence(
  rubric: Rubric,
  { met = [], hedged = [], denied = [], facts = [], name = 'Brook' }: Invented,
): Evidence {
  const urls = ['https://docs.brook.example/guide', 'https://docs.brook.example/operations'];
  return {
    id: 'evidence-1',
    runId: 'run-1',
    attempt: 1,
    run: {
      id: 'run-1',
      vendor: {
        slug: name.toLowerCase(),
        name,
        layer: 'L1',
        category: 'vector-database',
        entryType: 'product',
        homepage: 'https://brook.example/',
        sources: ['https://docs.brook.example/'],
        price: { kind: 'free-oss', note: '' },
        licence: 'Apache-2.0',
        archived: false,
        revision: 1,
        createdAt: at,
        updatedAt: at,
      },
      cause: 'new',
      again: false,
      offline: true,
      budgets: defaultBudgets,
      baseline: { snapshotId: null, publicationId: null, pages: [], levels: null, drafted: null, neighbours: [] },
      requestedBy: 'someone@brook.example',
      createdAt: at,
    },
    crawl: {
      startedAt: at,
      endedAt: at,
      endedBy: 'done',
      pages: urls.map((url) => ({ url, outcome: 'captured', digest: sha256(url), fetchedAt: at, reason: '' })),
    },
    producer: { version: '0.1.0', rubricDigest: rubric.digest, promptDigests: {}, analyst: 'offline' },
    passagesDigest: sha256('passages'),
    checks: rubricChecks(rubric).map(({ check }) => ({
      check: check.id,
      quotes: [
        ...(met.includes(check.id) ? supporting(check, name) : []),
        ...(hedged.includes(check.id) ? [quoteOf(check, { name, thing: 'preview', hedged: true })] : []),
        ...(denied.includes(check.id) ? [quoteOf(check, { name, thing: 'denied', stance: 'contradicts' })] : []),
      ],
      searched: urls,
    })),
    facts: facts.map(({ kind, name: about, text }, index) => ({
      kind,
      name: about,
      citation: citationOf(text, index),
      headings: [],
      score: 10 - index,
    })),
    refused: [],
    suspects: [],
  };
}

function supporting(check: Check, name: string): Quote[] {
  return check.signals.facets.flatMap((facet, place) =>
    Array.from({ length: facet.distinct }, (_each, index) => {
      const value = facet.of[index];
      const thing =
        value === undefined || value.startsWith('<')
          ? `System${'ABCDEFGHIJKLMNOP'[index]}x`
          : (value.replace(/[*[\]()]/g, '').split('|')[0] ?? value);
      return quoteOf(check, {
        name,
        thing: facet.distinct > 1 ? thing : `${check.label.toLowerCase()} module ${place}`,
        facet: facet.name,
        place: place * 20 + index,
      });
    }),
  );
}

function quoteOf(
  check: Check,
  made: { name: string; thing: string; facet?: string; hedged?: boolean; stance?: Quote['stance']; place?: number },
): Quote {
  const text = `${made.name} documents ${made.thing} for its operators in ${check.id}.`;
  return {
    id: sha256(`${text} ${made.place ?? 0}`),
    citation: citationOf(text, made.place ?? 0),
    stance: made.stance ?? 'supports',
    lane: 'signal',
    facet: made.facet ?? check.signals.facets[0]?.name ?? '',
    hedged: made.hedged ?? false,
    found: made.thing,
    headings: [],
    flags: [],
    score: 1,
  };
}

function citationOf(quote: string, index: number) {
  const url = `https://docs.brook.example/${index % 2 === 0 ? 'guide' : 'operations'}`;
  return {
    url,
    title: index % 2 === 0 ? 'Guide' : 'Operations',
    pageDigest: sha256(url),
    textDigest: sha256(`${url} text`),
    passageId: sha256(quote).slice(0, 12),
    start: parseInt(sha256(quote).slice(0, 6), 16),
    end: parseInt(sha256(quote).slice(0, 6), 16) + quote.length,
    quote,
    fetchedAt: at,
  };
}
