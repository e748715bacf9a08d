import type { Citation } from '../../../domain/analysis.ts';
import type { FactKind } from '../../../domain/evidence.ts';
import type { Neighbour } from '../../../domain/run.ts';
import type { Decided, Material } from '../material.ts';
import { fullestFirst } from '../standing.ts';
import type { Part } from './part.ts';

/** A quote as it is printed, and what it was found for. */
export interface OfferedQuote {
  citation: Citation;
  /** Ids of the checks whose decision rests on it, and kinds of facts. */
  of: string[];
}

/** What one question puts before the model. Number n is `quotes[n - 1]`, `n1` is `neighbours[0]`. */
export interface Offer {
  part: Part;
  quotes: OfferedQuote[];
  neighbours: Neighbour[];
}

/** Of quotes in one question, in characters: about 1,500 tokens beside as many for rules and checks; `use` has more rules. */
const mostCharacters: Record<Part, number> = { portrait: 6400, merits: 6400, risks: 6000, use: 4500 };
/** A longer one is a paragraph, and costs the place of three others. */
const longestQuote = 420;
/** More neighbours than alternatives may be shown would only be passed over. */
const mostNeighbours = 4;

/** The quotes that matter for a part, in order of page address and place, so that a changed score changes no number. */
export function offerOf(part: Part, material: Material): Offer {
  const seen = new Map<string, OfferedQuote>();
  let room = mostCharacters[part];
  for (const { citation, of } of lanes[part](material)) {
    const key = `${citation.textDigest} ${citation.start} ${citation.end}`;
    const known = seen.get(key);
    if (known) {
      if (!known.of.includes(of)) known.of.push(of);
      continue;
    }
    if (citation.quote.length > Math.min(longestQuote, room)) continue;
    room -= citation.quote.length;
    seen.set(key, { citation, of: [of] });
  }
  const quotes = [...seen.values()].sort(
    (a, b) => compare(a.citation.url, b.citation.url) || a.citation.start - b.citation.start,
  );
  for (const quote of quotes) quote.of.push(...restsOn(quote, material).filter((id) => !quote.of.includes(id)));
  return { part, quotes, neighbours: part === 'use' ? nearest(material) : [] };
}

/** Every decision that rests on the quote, whichever it was chosen for. */
function restsOn({ citation }: OfferedQuote, { checks }: Material): string[] {
  return checks
    .filter(({ result }) =>
      result.citations.some(
        ({ textDigest, start, end }) =>
          textDigest === citation.textDigest && start === citation.start && end === citation.end,
      ),
    )
    .map(({ check }) => check.id);
}

interface Choice {
  citation: Citation;
  of: string;
}

const lanes: Record<Part, (material: Material) => Choice[]> = {
  portrait: (material) => [
    ...facts(material, 'definition', 3),
    ...facts(material, 'purpose', 4),
    ...permitted(material).flatMap((item) => ofCheck(item, 2)),
    ...facts(material, 'limitation', 3),
    ...inTurn(material, ({ result }) => result.decision === 'met', 1),
  ],
  merits: (material) => [
    ...inTurn(material, ({ result }) => result.decision === 'contradicted', 1),
    ...facts(material, 'limitation', 5),
    ...inTurn(material, ({ result }) => result.decision === 'met', 1).slice(0, 22),
    ...inTurn(material, ({ result }) => result.decision === 'partly', 1),
    ...inTurn(material, ({ result }) => result.decision === 'met', 1),
  ],
  risks: (material) => [
    ...inTurn(material, ({ result }) => result.decision === 'contradicted', 2),
    ...facts(material, 'limitation', 6),
    ...inTurn(material, ({ result }) => result.decision === 'partly', 2),
    ...permitted(material).flatMap((item) => ofCheck(item, 1)),
    ...inTurn(material, ({ result, check }) => result.decision === 'met' && check.watch !== null, 1),
    ...inTurn(material, ({ result, check }) => result.decision === 'met' && check.risk !== null, 1),
  ],
  use: (material) => [
    ...facts(material, 'audience', 3),
    ...facts(material, 'upstream', 3),
    ...facts(material, 'downstream', 3),
    ...facts(material, 'integration', 5),
    ...facts(material, 'definition', 1),
    ...facts(material, 'purpose', 2),
    ...facts(material, 'deployment', 2),
    ...inTurn(material, ({ result }) => result.decision === 'met', 1).slice(0, 22),
    ...facts(material, 'comparison', 3),
    ...facts(material, 'limitation', 3),
    ...inTurn(material, ({ result }) => result.decision === 'partly', 1),
  ],
};

function facts({ facts: byKind }: Material, kind: FactKind, most: number): Choice[] {
  return byKind[kind].slice(0, most).map(({ citation }) => ({ citation, of: kind }));
}

function permitted({ checks }: Material): Decided[] {
  return checks.filter(({ dimension }) => dimension.id === 'inpact.permitted');
}

/** One check of each dimension before a second of any; the dimension with most checks met first. */
function inTurn(material: Material, wanted: (item: Decided) => boolean, each: number): Choice[] {
  const rows = fullestFirst(material).map(({ dimension }) =>
    material.checks.filter((item) => item.dimension.id === dimension.id && wanted(item)),
  );
  const longest = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: longest }, (_turn, at) =>
    rows.flatMap((row) => {
      const item = row[at];
      return item ? ofCheck(item, each) : [];
    }),
  ).flat();
}

/** The quote that tells most first. Suspicious passages never. */
function ofCheck({ check, result, quotes, best }: Decided, most: number): Choice[] {
  const suspect = new Set(
    quotes.filter(({ flags }) => flags.includes('injection-suspect')).map(({ citation }) => citation.quote),
  );
  const told = best ? [best.citation, ...result.citations] : result.citations;
  return told
    .filter(({ quote }) => !suspect.has(quote))
    .slice(0, most)
    .map((citation) => ({ citation, of: check.id }));
}

/** The catalogue's products of the same layer, same category first. */
function nearest({ vendor, evidence }: Material): Neighbour[] {
  return evidence.run.baseline.neighbours
    .filter(({ slug, name, layer }) => slug !== vendor.slug && name !== vendor.name && layer === vendor.layer)
    .sort(
      (a, b) =>
        Number(b.category === vendor.category) - Number(a.category === vendor.category) || compare(a.slug, b.slug),
    )
    .slice(0, mostNeighbours);
}

/** By code unit: the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
