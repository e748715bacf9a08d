import { type Analysis, Citation } from '../../domain/analysis.ts';
import { verifyCitation } from '../../domain/quote-gate.ts';
import { PipelineError } from '../../errors.ts';
import type { Tools } from '../../ports.ts';

/** How many broken citations the failure names; `assay verify` names them all. */
const named = 3;

/**
 * Checks every citation of the document against the stored pages once more, in the moment before it is published. Throws
 * a `PipelineError` that names the first that no longer stand.
 */
export async function requireStandingCitations(analysis: Analysis, tools: Pick<Tools, 'bodies'>): Promise<void> {
  const broken: string[] = [];
  for (const citations of byPage(citationsIn(analysis))) {
    const [first] = citations;
    if (!first) continue;
    const body = await tools.bodies.read(first.pageDigest);
    const bytes = await tools.bodies.read(first.textDigest);
    const text = bytes && new TextDecoder().decode(bytes);
    for (const citation of citations) {
      const verdict = verifyCitation(citation, { text, body });
      if (!verdict.ok) broken.push(`“${start(citation.quote)}” of ${citation.url}: ${verdict.reason}`);
    }
  }
  if (broken.length === 0) return;
  throw new PipelineError({
    cause: 'citation-broken',
    reason: `${broken.length} citations no longer stand in the stored pages. ${broken.slice(0, named).join(' ')}`,
    advice:
      'Nothing was published. Run `assay verify` for all of them, restore the stored pages or run the analysis again.',
    retryable: false,
    stage: 'publish',
  });
}

/** Every citation of the document, wherever it stands, those of the offline decisions included. */
function citationsIn(value: unknown): Citation[] {
  if (Array.isArray(value)) return value.flatMap(citationsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'citations' && Array.isArray(item) ? item.map((citation) => Citation.parse(citation)) : citationsIn(item),
  );
}

/** A page is read from the store once, however often it is cited. */
function byPage(citations: Citation[]): Citation[][] {
  const pages = new Map<string, Citation[]>();
  for (const citation of citations) {
    const key = `${citation.pageDigest} ${citation.textDigest}`;
    pages.set(key, [...(pages.get(key) ?? []), citation]);
  }
  return [...pages.values()];
}

function start(quote: string): string {
  return quote.length > 60 ? `${quote.slice(0, 60)}…` : quote;
}
