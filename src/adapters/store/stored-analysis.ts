import { type Analysis, analysisContent, type Usage } from '../../domain/analysis.ts';
import { sha256 } from '../../domain/digest.ts';
import { expectFormat } from './columns.ts';
import type { Queryable } from './pool.ts';

/** What a content digest leaves out of an analysis; stands beside each reference to it. */
export interface Made {
  createdAt: string;
  usage: Usage;
}

/** Keeps an analysis' content under its digest, once. Throws when the digest is not of this content. */
export async function keepAnalysis(tx: Queryable, analysis: Analysis, contentDigest: string): Promise<Made> {
  const canonical = analysisContent(analysis);
  if (sha256(canonical) !== contentDigest) {
    throw new Error(`The content digest ${contentDigest} is not that of the analysis of ${analysis.vendor.slug}.`);
  }
  await tx.query('insert into assay.analysis (digest, canonical) values ($1, $2) on conflict (digest) do nothing', [
    contentDigest,
    canonical,
  ]);
  return { createdAt: analysis.producer.createdAt, usage: analysis.usage };
}

/** Throws when an analysis that came with a digest is not what the digest says. */
export function expectContent(what: string, analysis: Analysis, contentDigest: string): void {
  if (sha256(analysisContent(analysis)) === contentDigest) return;
  throw new Error(`${what} carries another analysis than its content digest ${contentDigest} says.`);
}

/** Puts an analysis together from its canonical text and what the digest leaves out. Keys come in code-unit order. */
export function restoreAnalysis(canonical: string, made: Made): Analysis {
  const content = JSON.parse(canonical) as Omit<Analysis, 'usage'>;
  expectFormat(`The analysis of ${content.vendor.slug}`, content.schemaVersion, 1);
  return { ...content, producer: { ...content.producer, createdAt: made.createdAt }, usage: made.usage };
}
