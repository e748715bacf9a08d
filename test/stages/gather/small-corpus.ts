import type { Corpus, CorpusPage, Passage, PassageFlag, PassageKind } from '../../../src/domain/corpus.ts';
import { sha256 } from '../../../src/domain/digest.ts';
import type { Producer } from '../../../src/domain/producer.ts';
import type { Check, Framework, Rubric, Signals } from '../../../src/domain/rubric.ts';
import { defaultBudgets, type Run } from '../../../src/domain/run.ts';
import type { Bodies, JournalEntry } from '../../../src/ports.ts';

const at = '2026-01-01T00:00:00.000Z';

export const producer: Producer = { version: '1', rubricDigest: 'r'.repeat(64), promptDigests: {}, analyst: 'offline' };

export interface WrittenPage {
  path: string;
  title?: string;
  flags?: PassageFlag[];
  passages: { text: string; kind?: PassageKind; headings?: string[]; flags?: PassageFlag[] }[];
}

export function runOf(more: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    vendor: {
      slug: 'acme',
      name: 'Acme',
      layer: 'L1',
      category: 'vector-database',
      entryType: 'product',
      homepage: 'https://acme.example/',
      sources: ['https://acme.example/docs'],
      price: { kind: 'unknown', note: '' },
      licence: 'unknown',
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
    requestedBy: 'someone@assay.example',
    createdAt: at,
    ...more,
  };
}

/** A corpus with its stored texts, as extract would leave them: passages a blank line apart. */
export function corpusOf(written: readonly WrittenPage[], run: Run = runOf()): { corpus: Corpus; bodies: Bodies } {
  const stored = new Map<string, Uint8Array>();
  const pages: CorpusPage[] = [];
  const passages: Passage[] = [];
  written.forEach(({ path, title = path, flags = [], passages: parts }, index) => {
    let text = '';
    for (const part of parts) {
      if (text !== '') text += '\n\n';
      const start = text.length;
      text += part.text;
      passages.push({
        id: sha256(part.text).slice(0, 16),
        text: part.text,
        kind: part.kind ?? 'prose',
        headings: part.headings ?? [],
        places: [{ page: index, start, end: text.length }],
        flags: part.flags ?? [],
      });
    }
    const textDigest = sha256(text);
    stored.set(textDigest, new TextEncoder().encode(text));
    pages.push({
      url: `https://acme.example${path}`,
      title,
      pageDigest: sha256(path),
      textDigest,
      fetchedAt: at,
      flags,
    });
  });
  const snapshot: Corpus['snapshot'] = {
    id: 'snapshot-1',
    runId: run.id,
    attempt: 1,
    run,
    producer,
    startedAt: at,
    endedAt: at,
    endedBy: 'done',
    pages: [],
  };
  const passagesDigest = sha256(
    passages
      .map(({ id }) => id)
      .sort()
      .join('\n'),
  );
  const corpus = { id: 'corpus-1', runId: run.id, attempt: 1, snapshot, producer, pages, passages, passagesDigest };
  return { corpus, bodies: { keep: async () => '', read: async (digest) => stored.get(digest) ?? null } };
}

export function checkOf(id: string, signals: Partial<Signals>, search: string[] = ['nothing at all']): Check {
  return {
    id,
    label: id,
    question: '',
    counts: '',
    excludes: '',
    sought: '',
    fits: 'any',
    signals: { facets: [{ name: 'it', phrases: ['zzzz'], distinct: 1, of: [] }], partly: [], not: [], ...signals },
    search,
    strength: '',
    limitation: '',
    risk: null,
    poc: { week: 1, test: '', passes: '1' },
    watch: null,
  };
}

export function rubricOf(checks: Check[]): Rubric {
  const framework = (id: 'inpact' | 'goals', those: Check[]): Framework => ({
    version: 1,
    id,
    name: id,
    asks: '',
    levels: [1, 1, 2, 3, 4, 5, 6],
    bands: [],
    dimensions: [{ id: `${id}.one`, letter: 'O', name: 'One', asks: '', checks: those }],
  });
  return {
    digest: 'r'.repeat(64),
    version: 1,
    inpact: framework('inpact', checks),
    goals: framework('goals', []),
    stack: { version: 1, layers: [], contexts: [], industries: [] },
  };
}

/** A journal that keeps what was noted. */
export function keptJournal(): { note: (entry: Pick<JournalEntry, 'kind' | 'text'>) => void; notes: string[] } {
  const notes: string[] = [];
  return { notes, note: ({ text }) => notes.push(text) };
}

/** Tools of a run without a model. */
export function toolsOf(rubric: Rubric, bodies: Bodies) {
  return {
    rubric,
    bodies,
    prompts: {},
    model: null,
    lastTry: false,
    seal: sha256,
    producer,
    attempt: 1,
    journal: keptJournal(),
    signal: new AbortController().signal,
  };
}
