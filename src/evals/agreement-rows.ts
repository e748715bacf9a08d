import type { Corpus } from '../domain/corpus.ts';
import { decideOffline, type OfflineDecision } from '../domain/offline-decision.ts';
import { type Rubric, rubricChecks } from '../domain/rubric.ts';
import type { Tools } from '../ports.ts';
import { gatherEvidence } from '../stages/gather/gather-evidence.ts';
import type { Label } from './read-labels.ts';

/** A check of a product as the offline analyst and a careful reader decide it. */
export interface AgreementRow {
  product: string;
  dimension: string;
  check: string;
  ours: OfflineDecision;
  /** Null where nobody has labelled it. */
  label: Label | null;
}

/** What the offline analyst decides on a corpus, beside the labels. */
export async function agreementRows(
  { product, corpus, labels }: { product: string; corpus: Corpus; labels: ReadonlyMap<string, Label> },
  rubric: Rubric,
  tools: Omit<Parameters<typeof gatherEvidence>[1], 'rubric'> & Pick<Tools, 'bodies'>,
): Promise<AgreementRow[]> {
  const result = await gatherEvidence(corpus, { ...tools, rubric, model: null });
  if (result.kind !== 'record') throw new Error(`${product}: gathering ended without evidence`);
  const evidence = new Map(result.record.checks.map((one) => [one.check, one]));
  return rubricChecks(rubric).map(({ dimension, check }) => ({
    product,
    check: check.id,
    dimension: dimension.id,
    ours: decideOffline(check, evidence.get(check.id) ?? { check: check.id, quotes: [], searched: [] }),
    label: labels.get(check.id) ?? null,
  }));
}

/** How often two sides agree on `met`. */
export interface Agreement {
  reader: number;
  ours: number;
  both: number;
  /** Checks in all, and how many the reader decides in the commonest way: what always answering that would get right. */
  checks: number;
  commonest: number;
  /** Checks on which both decide the same, whatever it is. */
  same: number;
}

/** Counts over labelled rows. */
export function agreementOf(rows: readonly AgreementRow[]): Agreement {
  const labelled = rows.filter(({ label }) => label !== null);
  const isMet = (decision?: string) => decision === 'met';
  const byDecision = new Map<string, number>();
  for (const { label } of labelled)
    byDecision.set(label?.decision ?? '', (byDecision.get(label?.decision ?? '') ?? 0) + 1);
  return {
    reader: labelled.filter(({ label }) => isMet(label?.decision)).length,
    ours: labelled.filter(({ ours }) => isMet(ours.decision)).length,
    both: labelled.filter(({ ours, label }) => isMet(ours.decision) && isMet(label?.decision)).length,
    checks: labelled.length,
    commonest: Math.max(0, ...byDecision.values()),
    same: labelled.filter(({ ours, label }) => ours.decision === label?.decision).length,
  };
}
