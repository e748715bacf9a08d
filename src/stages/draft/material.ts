import type { CheckResult, Citation, Claim, FrameworkResult } from '../../domain/analysis.ts';
import type { FrameworkId } from '../../domain/closed-lists.ts';
import { type Evidence, type Fact, FactKind, type Quote } from '../../domain/evidence.ts';
import { type ClaimGround, claimDefects } from '../../domain/lint-claims.ts';
import type { Category, Check, Dimension, LayerInfo, Rubric } from '../../domain/rubric.ts';
import { rubricChecks } from '../../domain/rubric.ts';
import type { Vendor } from '../../domain/vendor.ts';
import { foundIn, namesIn, properNames } from './found-words.ts';
import { joined } from './phrasing.ts';

/** A check with what was decided on it, ready to be written about. */
export interface Decided {
  check: Check;
  dimension: Dimension;
  framework: FrameworkId;
  result: CheckResult;
  /** The quotes that the decision cites, in its order. */
  quotes: Quote[];
  /** The words that tell this product apart, fit for brackets or after a colon; empty where there are none. */
  found: string;
  /** The same as a subject or object of a sentence; empty where `found` is only an excerpt. */
  noun: string;
  /** The quote that `found` stands in, else the first cited one. */
  best: Quote | null;
  /** What proves `found`: the best quote's citation, or one for each name where names are counted. */
  proof: Citation[];
}

/** Where a check counts names, three of them show what kind they are. */
const namesShown = 3;

/** Everything that the sections are written from. Sorted once here, so that no section depends on input order. */
export interface Material {
  vendor: Vendor;
  rubric: Rubric;
  evidence: Evidence;
  frameworks: { inpact: FrameworkResult; goals: FrameworkResult };
  checks: Decided[];
  facts: Readonly<Record<FactKind, Fact[]>>;
  names: ReadonlySet<string>;
  /** Addresses whose text was read. */
  pagesRead: string[];
  layer: LayerInfo;
  category: Category;
  /** Whether a claim may be published as it stands. */
  sound(claim: Claim): boolean;
}

export function materialFrom(
  evidence: Evidence,
  rubric: Rubric,
  frameworks: { inpact: FrameworkResult; goals: FrameworkResult },
): Material {
  const { vendor } = evidence.run;
  const names = properNames(evidence, vendor.name);
  const results = new Map(
    [...frameworks.inpact.dimensions, ...frameworks.goals.dimensions].flatMap(({ checks }) =>
      checks.map((check) => [check.id, check]),
    ),
  );
  const checks = rubricChecks(rubric).flatMap(({ framework, dimension, check }) => {
    const result = results.get(check.id);
    return result ? [decided({ check, dimension, framework: framework.id, result }, evidence, names)] : [];
  });
  const ground = groundOf(evidence, checks);
  const layer = rubric.stack.layers.find(({ id }) => id === vendor.layer);
  const category = layer?.categories.find(({ id }) => id === vendor.category);
  if (!layer || !category) throw new Error(`category "${vendor.category}" is not one of layer ${vendor.layer}`);
  return {
    vendor,
    rubric,
    evidence,
    frameworks,
    checks,
    facts: factsByKind(evidence.facts),
    names,
    pagesRead: evidence.crawl.pages
      .filter(({ outcome }) => outcome === 'captured' || outcome === 'not-modified')
      .map(({ url }) => url)
      .sort(),
    layer,
    category,
    sound: (claim) => claimDefects(claim, ground).length === 0,
  };
}

function decided(
  part: Pick<Decided, 'check' | 'dimension' | 'framework' | 'result'>,
  evidence: Evidence,
  names: ReadonlySet<string>,
): Decided {
  const offered = evidence.checks.find(({ check }) => check === part.check.id)?.quotes ?? [];
  const quotes = part.result.citations.flatMap((citation) => {
    const quote = offered.find(
      (item) =>
        item.citation.textDigest === citation.textDigest &&
        item.citation.start === citation.start &&
        item.citation.end === citation.end,
    );
    return quote ? [quote] : [];
  });
  const counted = part.check.signals.facets.some(({ distinct }) => distinct > 1);
  const { found, noun, best, proof } = counted
    ? namesFound(quotes)
    : wordsFound(quotes, { names, label: part.check.label });
  return {
    ...part,
    quotes,
    found,
    noun,
    best: best ?? quotes[0] ?? null,
    proof: best ? proof : part.result.citations.slice(0, 1),
  };
}

type Words = Pick<Decided, 'found' | 'noun' | 'best' | 'proof'>;

/** The first quote with a noun phrase, else the first with an excerpt. */
function wordsFound(quotes: readonly Quote[], from: { names: ReadonlySet<string>; label: string }): Words {
  const told = quotes.map((quote) => ({ quote, words: foundIn(quote, from) })).filter(({ words }) => words.text !== '');
  const best = told.find(({ words }) => words.noun !== '') ?? told[0];
  if (!best) return { found: '', noun: '', best: null, proof: [] };
  return { found: best.words.text, noun: best.words.noun, best: best.quote, proof: [best.quote.citation] };
}

/** The first few different names, with a citation for each. */
function namesFound(quotes: readonly Quote[]): Words {
  const seen = new Map<string, { name: string; quote: Quote }>();
  for (const quote of quotes) {
    for (const name of namesIn(quote)) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), { name, quote });
  }
  const shown = [...seen.values()].slice(0, namesShown);
  const found = joined(shown.map(({ name }) => name));
  return { found, noun: found, best: shown[0]?.quote ?? null, proof: shown.map(({ quote }) => quote.citation) };
}

function groundOf(evidence: Evidence, checks: readonly Decided[]): ClaimGround {
  const { vendor, baseline } = evidence.run;
  return {
    names: [
      vendor.name,
      vendor.licence,
      vendor.price.note,
      ...baseline.neighbours.map(({ name }) => name),
      ...evidence.facts.map(({ name }) => name),
    ],
    attributesMet: checks.some(({ check, result }) => check.id === 'permitted.attributes' && result.decision === 'met'),
  };
}

function factsByKind(facts: readonly Fact[]): Record<FactKind, Fact[]> {
  const sorted = [...facts].sort(
    (a, b) =>
      b.score - a.score ||
      compare(a.citation.url, b.citation.url) ||
      a.citation.start - b.citation.start ||
      compare(a.name, b.name),
  );
  return Object.fromEntries(
    FactKind.options.map((kind) => [kind, sorted.filter((fact) => fact.kind === kind)]),
  ) as Record<FactKind, Fact[]>;
}

/** By code unit: the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
