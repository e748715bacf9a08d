import type { CheckResult, Citation, Claim, FrameworkResult } from '../../domain/analysis.ts';
import type { FrameworkId } from '../../domain/closed-lists.ts';
import { type Evidence, type Fact, FactKind, type Quote } from '../../domain/evidence.ts';
import { type ClaimGround, claimDefects } from '../../domain/lint-claims.ts';
import { nearMisses } from '../../domain/near-misses.ts';
import { pagesRead } from '../../domain/pages-read.ts';
import type { Placed } from '../../domain/product-kind.ts';
import type { Category, Check, Dimension, Facet, LayerInfo, Rubric } from '../../domain/rubric.ts';
import { rubricChecks } from '../../domain/rubric.ts';
import type { Neighbour } from '../../domain/run.ts';
import type { Vendor } from '../../domain/vendor.ts';
import { namesFound, nounIn, properNames } from './found-words.ts';
import { outsideSystem } from './outside-system.ts';
import { joined } from './phrasing.ts';
import { placedByPages } from './placed-by-pages.ts';
import { quotable, readsWell, saidIn } from './said-clause.ts';
import { isTelling } from './telling-noun.ts';

/** A check with what was decided on it, ready to be written about. */
export interface Decided {
  check: Check;
  dimension: Dimension;
  framework: FrameworkId;
  result: CheckResult;
  /** Whether the gate refused something that would have shown it. */
  isNear: boolean;
  /** The quotes that the decision cites, in its order. */
  quotes: Quote[];
  /** Names or a noun phrase that tell this product apart; empty where the quotes give none. */
  noun: string;
  /** A noun phrase of the first quote that has one, telling or not. */
  loose: { text: string; proof: Citation[] } | null;
  /** What proves `noun`: its quote's citation, or one for each name where names are counted. */
  nounProof: Citation[];
  /** A statement of the documentation that stands alone, in its own words; null where no quote gives one. */
  said: { text: string; proof: Citation[] } | null;
  /** Where there is neither: a whole sentence fit for quotation marks only. */
  quoted: { text: string; proof: Citation[] } | null;
  /** The quote that `noun` or `said` stands in, else the first cited one. */
  best: Quote | null;
}

/** Everything that the sections are written from. Sorted once here, so that no section depends on input order. */
export interface Material {
  vendor: Vendor;
  /** Where it stands for telling its gaps, by its entry and, where that says nothing, by its pages. */
  placed: Placed & { isKnown: boolean };
  rubric: Rubric;
  evidence: Evidence;
  frameworks: { inpact: FrameworkResult; goals: FrameworkResult };
  checks: Decided[];
  facts: Readonly<Record<FactKind, Fact[]>>;
  names: ReadonlySet<string>;
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
  const facts = factsByKind(evidence.facts);
  return {
    vendor,
    placed: placedByPages(vendor, { definitions: facts.definition, results: [...results.values()] }),
    rubric,
    evidence,
    frameworks,
    checks,
    facts,
    names,
    pagesRead: pagesRead(evidence),
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
  const { vendor, baseline } = evidence.run;
  const counted = part.check.signals.facets.find(({ distinct }) => distinct > 1);
  const counting = {
    own: [vendor.name, vendor.category.split('-').join(' ')],
    known: evidence.facts.map(({ name }) => name),
  };
  const { noun, from } = counted
    ? namesFound(quotes, {
        ...counting,
        fitting: (name) =>
          fitting(name, { facet: counted, check: part.check.id, vendor, catalogue: baseline.neighbours }),
        // One language, one cloud or one neighbour is what makes it partly; of what is met it would tell too little.
        least: part.result.decision === 'met' ? 2 : 1,
      })
    : nounFound(quotes, { names, label: part.check.label, product: vendor.name });
  const plain = counted
    ? namesFound(quotes, { ...counting, fitting: (name) => name, least: 1 })
    : nounFound(quotes, { names, label: part.check.label, product: null });
  const isListed = part.check.id === 'contextual.integrations' && part.result.decision === 'met';
  const neighbours = noun === '' && isListed ? integratedFacts(evidence) : [];
  const statements = saidIn(quotes, vendor.name);
  const said = statements.find(readsWell);
  const whole = noun === '' && neighbours.length === 0 && !said ? quotable(quotes) : null;
  return {
    ...part,
    isNear: nearMisses(evidence, part.check.id).length > 0,
    quotes,
    noun: noun === '' ? joined(neighbours.map(({ name }) => name)) : noun,
    nounProof: noun === '' ? neighbours.map(({ citation }) => citation) : from.map(({ citation }) => citation),
    loose: plain.noun === '' ? null : { text: plain.noun, proof: plain.from.map(({ citation }) => citation) },
    said: said ? { text: said.text, proof: [said.quote.citation] } : null,
    quoted: whole ? { text: whole.text, proof: [whole.quote.citation] } : null,
    best: plain.from[0] ?? statements[0]?.quote ?? quotes[0] ?? null,
  };
}

/** Where quotes of the check tell no names, the systems that the documentation integrates with elsewhere; three show what kind they are. */
function integratedFacts({ facts, run }: Evidence): { name: string; citation: Citation }[] {
  const named = new Map<string, { name: string; citation: Citation }>();
  for (const fact of factsByKind(facts).integration) {
    const name = outsideSystem(fact.name, run.vendor, run.baseline.neighbours);
    if (name !== '' && !named.has(name.toLowerCase())) named.set(name.toLowerCase(), { name, citation: fact.citation });
  }
  return named.size > 1 ? [...named.values()].slice(0, 3) : [];
}

/** A counted name as it may be shown: of an outside system where such are counted, an identifier where those are. */
function fitting(name: string, of: { facet: Facet; check: string; vendor: Vendor; catalogue: Neighbour[] }): string {
  if (of.check === 'contextual.integrations') return outsideSystem(name, of.vendor, of.catalogue);
  if (of.facet.of[0] === '<code>') return /_\p{L}|\p{Ll}\p{Lu}/u.test(name) ? name : '';
  return isTelling(name, { label: '', product: of.vendor.name }) ? name : '';
}

/** The first quote with a noun phrase; with a product, with one that tells something of it. */
function nounFound(
  quotes: readonly Quote[],
  by: { names: ReadonlySet<string>; label: string; product: string | null },
): { noun: string; from: Quote[] } {
  for (const quote of quotes) {
    const noun = nounIn(quote, by);
    if (noun !== '' && (by.product === null || isTelling(noun, { label: by.label, product: by.product })))
      return { noun, from: [quote] };
  }
  return { noun: '', from: [] };
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
