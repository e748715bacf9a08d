import { contentDigest } from '../../src/domain/analysis.ts';
import type { Corpus } from '../../src/domain/corpus.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Bodies, Office, StageResult } from '../../src/ports.ts';
import { draftAnalysis } from '../../src/stages/draft/draft-analysis.ts';
import { extractPassages } from '../../src/stages/extract/extract-passages.ts';
import { fetchVendor } from '../../src/stages/fetch/fetch-vendor.ts';
import { gatherEvidence } from '../../src/stages/gather/gather-evidence.ts';
import { aRun, aVendor, fresh } from '../contract/sample-records.ts';
import { fixtureTools } from '../fixture-tools.ts';

/** Records of the invented product as the stages made them, its pages kept in the office's store. */
export interface Walked {
  corpus: Corpus;
  evidence: Evidence;
  draft: Draft;
}

/** Walks the invented product through the real stages once; `walkedDraft` gives each test a draft of its own. */
export async function walkQuillstore(bodies: Bodies): Promise<Walked> {
  const tools = { ...(await fixtureTools()), bodies };
  const vendor = aVendor({
    slug: 'quillstore',
    name: 'Quillstore',
    layer: 'L1',
    category: 'vector-database',
    entryType: 'self-hosted-open-source',
    homepage: 'https://quillstore.example/',
    sources: ['https://docs.quillstore.example/'],
    licence: 'Apache-2.0',
  });
  const snapshot = recordOf(await fetchVendor(aRun(vendor), tools));
  const corpus = recordOf(await extractPassages(snapshot, tools));
  const evidence = recordOf(await gatherEvidence(corpus, tools));
  return { corpus, evidence, draft: recordOf(await draftAnalysis(evidence, tools)) };
}

/** A draft that waits, of a vendor of its own or the one given, with the records that it was made from. */
export async function walkedDraft(
  desk: { office: Pick<Office, 'store'> },
  walked: Walked,
  slug = fresh('quillstore'),
): Promise<Draft> {
  const { store } = desk.office;
  const vendor = { ...walked.evidence.run.vendor, slug };
  if (!(await store.vendors.get(slug))) await store.vendors.add(vendor, 'editor@company.example');
  const run = { ...walked.evidence.run, vendor, id: fresh('run') };
  const own = { runId: run.id };
  const snapshot = { ...walked.corpus.snapshot, ...own, run, id: fresh('snapshot') };
  const corpus = { ...walked.corpus, ...own, snapshot, id: fresh('corpus') };
  const evidence = { ...walked.evidence, ...own, run, id: fresh('evidence') };
  const analysis = { ...walked.draft.analysis, vendor: { ...walked.draft.analysis.vendor, slug } };
  const draft = { ...walked.draft, ...own, slug, id: fresh('draft'), analysis, contentDigest: contentDigest(analysis) };
  await store.runs.start(run);
  await store.records.appendSnapshot(snapshot, { recordId: run.id, attempt: 1 });
  await store.records.appendCorpus(corpus, { recordId: snapshot.id, attempt: 1 });
  await store.records.appendEvidence(evidence, { recordId: corpus.id, attempt: 1 });
  await store.records.appendDraft(draft, { recordId: evidence.id, attempt: 1 });
  return draft;
}

function recordOf<R>(result: StageResult<R>): R {
  if (result.kind !== 'record') throw new Error(`The stage ended the run: ${result.reason}`);
  return result.record;
}
