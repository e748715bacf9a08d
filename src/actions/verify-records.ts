import { digestOf, sha256 } from '../domain/digest.ts';
import type { Store, StoredRecord, StoredRevision } from '../ports.ts';

/** The first link that does not hold of one chain of records: what is stored, and what is wrong with it. */
export interface BrokenLink {
  slug: string;
  /** Null for a stored page that no record names. */
  runId: string | null;
  link: 'body' | StoredRecord['kind'] | 'draft' | 'review' | 'publication' | 'withdrawal';
  /** Of a body its digest; of a draft `id, revision n`. */
  id: string;
  reason: string;
}

/** What the walk over stored records found. */
export interface VerifiedRecords {
  records: number;
  bodies: number;
  drafts: number;
  failures: BrokenLink[];
}

/** What the audit log tells of stored things. */
export interface ToldOf {
  /** `action subject digest`, of every entry. */
  told: ReadonlySet<string>;
  /** Digests of records by id, from the entries of drafts made of them. */
  digests: ReadonlyMap<string, string>;
}

/** Read at once: a record may hold a megabyte of text. */
const recordsAtOnce = 10;
const bodiesAtOnce = 500;

const parents: Record<StoredRecord['kind'], StoredRecord['kind'] | null> = {
  run: null,
  snapshot: 'run',
  corpus: 'snapshot',
  evidence: 'corpus',
};

type Proofs = Pick<Store, 'stored' | 'bodies'>;

/**
 * Re-hashes what is stored of these vendors, or of all, along the chain that it was made in: run, snapshot and its bodies,
 * corpus, evidence, draft revisions, decisions and publications. Of each chain the first broken link is named.
 */
export async function verifyRecords(store: Proofs, slugs: string[] | null, log: ToldOf): Promise<VerifiedRecords> {
  const bodies = bodyCheck(store);
  const found: VerifiedRecords = { records: 0, bodies: 0, drafts: 0, failures: [] };
  for (const slug of slugs ?? (await store.stored.slugs())) {
    const chains = await walkRecords(store, slug, { log, bodies });
    found.records += chains.records;
    const revisions = await store.stored.revisions(slug);
    found.drafts += revisions.length;
    for (const revision of revisions) note(chains.broken, draftFault(revision, { ...chains, log }));
    found.failures.push(...chains.broken.values(), ...(await untoldPapers(store, slug, log)));
  }
  if (slugs === null) found.failures.push(...(await strayBodies(store, bodies)));
  found.bodies = bodies.known.size;
  return found;
}

interface Chains {
  records: number;
  /** By run; the first broken link of each. */
  broken: Map<string, BrokenLink>;
  /** What later links name of earlier ones. */
  seen: Map<string, { kind: StoredRecord['kind']; runId: string; passagesDigest: string }>;
  /** Digests of passages of the evidence of each run. */
  passages: Map<string, Set<string>>;
}

async function walkRecords(
  store: Proofs,
  slug: string,
  { log, bodies }: { log: ToldOf; bodies: BodyCheck },
): Promise<Chains> {
  const chains: Chains = { records: 0, broken: new Map(), seen: new Map(), passages: new Map() };
  let after = 0;
  for (;;) {
    const page = await store.stored.records(slug, after, recordsAtOnce);
    for (const record of page) {
      const own = partsOf(record.own);
      const fault = recordFault(record, own, { chains, log });
      if (fault) note(chains.broken, { slug, runId: record.runId, link: record.kind, id: record.id, reason: fault });
      for (const digest of own.bodies) {
        const reason = await bodies.faultOf(digest);
        if (reason) note(chains.broken, { slug, runId: record.runId, link: 'body', id: digest, reason });
      }
      chains.seen.set(record.id, { kind: record.kind, runId: record.runId, passagesDigest: own.passagesDigest });
      if (record.kind === 'evidence') {
        const known = chains.passages.get(record.runId) ?? new Set();
        chains.passages.set(record.runId, known.add(own.passagesDigest));
      }
      chains.records += 1;
      after = record.sequence;
    }
    if (page.length < recordsAtOnce) return chains;
  }
}

function recordFault(
  record: StoredRecord,
  own: OwnParts,
  { chains, log }: { chains: Chains; log: ToldOf },
): string | null {
  if (record.own === null) return 'it cannot be unpacked';
  if (digestOf(record.own) !== record.digest) return 'its content does not have its digest';
  if (own.id !== record.id) return 'it holds another record than its id says';
  const told = log.digests.get(record.id);
  if (told && told !== record.digest) return 'it is not the record that the audit log names for its draft';
  const wanted = parents[record.kind];
  const parent = record.parentId === null ? null : chains.seen.get(record.parentId);
  if (wanted && parent?.kind !== wanted) return `the ${wanted} that it was made from is missing`;
  if (parent && parent.runId !== record.runId) return 'it was made from a record of another run';
  if (own.passageIds && digestOf(own.passageIds.toSorted()) !== own.passagesDigest) {
    return 'its passages do not have their digest';
  }
  if (record.kind === 'evidence' && own.passagesDigest !== parent?.passagesDigest) {
    return 'it was gathered from other passages than those of its corpus';
  }
  return null;
}

function draftFault(draft: StoredRevision, { seen, passages, log }: Chains & { log: ToldOf }): BrokenLink | null {
  const { draftId, revision, slug, runId, contentDigest } = draft;
  const link = { slug, runId, link: 'draft' as const, id: `${draftId}, revision ${revision}` };
  if (draft.canonical === null) return { ...link, reason: 'its content is missing' };
  if (sha256(draft.canonical) !== contentDigest) return { ...link, reason: 'its content does not have its digest' };
  if (draft.parentRevision !== (revision === 1 ? null : revision - 1)) {
    return { ...link, reason: 'it does not follow from the revision before it' };
  }
  if (seen.get(runId)?.kind !== 'run') return { ...link, reason: 'the run that it was made in is missing' };
  if (!passages.get(runId)?.has(draft.passagesDigest)) {
    return { ...link, reason: 'no evidence of its run was gathered from the passages it names' };
  }
  const action = revision === 1 ? 'draft.made' : 'draft.revised';
  return log.told.has(`${action} ${draftId} ${contentDigest}`)
    ? null
    : { ...link, reason: 'the audit log does not tell of it' };
}

/** Decisions, publications and withdrawals that stand in the database without an entry in the log. */
async function untoldPapers({ stored }: Proofs, slug: string, { told }: ToldOf): Promise<BrokenLink[]> {
  const papers = await stored.papers(slug);
  return papers
    .filter(
      ({ kind, action, subject, contentDigest }) =>
        !told.has(`${action} ${subject} ${kind === 'withdrawal' ? '' : contentDigest}`),
    )
    .map(({ kind, id }) => ({ slug, runId: null, link: kind, id, reason: 'the audit log does not tell of it' }));
}

interface BodyCheck {
  /** Of every body that was looked at, what is wrong with it; null where nothing is. */
  known: Map<string, string | null>;
  faultOf(digest: string): Promise<string | null>;
}

/** Re-hashes each body once, however many records name it. */
function bodyCheck({ bodies }: Proofs): BodyCheck {
  const known = new Map<string, string | null>();
  const look = async (digest: string): Promise<string | null> => {
    const bytes = await bodies.read(digest);
    if (bytes === null) return 'it is not kept';
    return sha256(bytes) === digest ? null : 'its bytes do not have its digest';
  };
  return {
    known,
    async faultOf(digest) {
      const seen = known.get(digest);
      if (seen !== undefined) return seen;
      const fault = await look(digest);
      known.set(digest, fault);
      return fault;
    },
  };
}

/** Kept bodies that no record of a vendor names and that do not hold. */
async function strayBodies({ stored }: Proofs, bodies: BodyCheck): Promise<BrokenLink[]> {
  const broken: BrokenLink[] = [];
  let after = '';
  for (;;) {
    const page = await stored.bodies(after, bodiesAtOnce);
    for (const digest of page) {
      after = digest;
      if (bodies.known.has(digest)) continue;
      const reason = await bodies.faultOf(digest);
      if (reason) broken.push({ slug: '', runId: null, link: 'body', id: digest, reason });
    }
    if (page.length < bodiesAtOnce) return broken;
  }
}

interface OwnParts {
  id: unknown;
  passagesDigest: string;
  /** Of a corpus. */
  passageIds: string[] | null;
  bodies: string[];
}

/** What a record names, read without trusting it: it may have been changed. */
function partsOf(own: unknown): OwnParts {
  const record = (typeof own === 'object' && own !== null ? own : {}) as Record<string, unknown>;
  const items = (value: unknown) => (Array.isArray(value) ? (value as Record<string, unknown>[]) : []);
  const bodies = items(record.pages).flatMap(({ bodyDigest, pageDigest, textDigest }) => [
    bodyDigest,
    pageDigest,
    textDigest,
  ]);
  const passages = Array.isArray(record.passages) ? items(record.passages).map(({ id }) => String(id)) : null;
  return {
    id: record.id,
    passagesDigest: typeof record.passagesDigest === 'string' ? record.passagesDigest : '',
    passageIds: passages,
    bodies: bodies.filter((digest): digest is string => typeof digest === 'string'),
  };
}

function note(broken: Map<string, BrokenLink>, link: BrokenLink | null): void {
  if (link?.runId && !broken.has(link.runId)) broken.set(link.runId, link);
}
