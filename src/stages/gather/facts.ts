import { comparesProducts } from '../../domain/compares-products.ts';
import type { Fact, FactKind } from '../../domain/evidence.ts';
import { readAround } from '../../domain/hedging.ts';
import type { Pace } from '../../domain/pace.ts';
import { type CompiledPhrase, compilePhrase, matchPhrase, type PhraseMatch } from '../../domain/phrase.ts';
import { indexPhrases } from '../../domain/phrase-index.ts';
import type { FactOffer } from './fact-offer.ts';
import { factWordings } from './fact-phrases.ts';
import type { Gate } from './gate-offers.ts';
import { unitWorth } from './offer.ts';
import { byPlace, type ReadUnit } from './read-unit.ts';
import type { SitePage } from './site-page.ts';

/** Facts kept of each kind: more than any section shows. */
const factsAKind = 12;
/** Facts of one kind from one page, so that one long page does not speak for all. */
const factsAPage = 3;
/** A fact below this says too little about the product. */
const leastScore = 2;

interface Wording {
  kind: FactKind;
  phrase: CompiledPhrase;
}

const kinds = Object.keys(factWordings) as FactKind[];
const wordings: readonly Wording[] = kinds.flatMap((kind) =>
  factWordings[kind].phrases.map((source) => ({ kind, phrase: compilePhrase(source) })),
);
const index = indexPhrases(wordings.map(({ phrase }) => phrase));

/** What the documentation says of the product as a whole, by generic wording; each with a verified citation, best first. */
export async function gatherFacts(pages: readonly SitePage[], gate: Gate, pace: Pace): Promise<Fact[]> {
  const offers: FactOffer[] = [];
  for (const { units, look } of pages) {
    for (const [at, kind, name, score] of look.facts) push(offers, units.at(at), { kind, name, score });
  }
  for (const { units, look } of pages) {
    for (const [at, name, score] of look.systems) push(offers, units.at(at), { kind: 'integration', name, score });
  }
  const facts: Fact[] = [];
  for (const kind of kinds)
    facts.push(
      ...(await keep(
        offers.filter((offer) => offer.kind === kind),
        { gate, pace },
      )),
    );
  return facts;
}

function push(offers: FactOffer[], unit: ReadUnit | undefined, fact: Omit<FactOffer, 'unit'>): void {
  if (unit !== undefined) offers.push({ ...fact, unit });
}

/** The facts that one unit may state. */
export function factsOf(unit: ReadUnit): FactOffer[] {
  if (unit.phrase.kind === 'code') return [];
  const found = new Map<string, FactOffer>();
  for (const position of index.candidates(unit.phrase)) {
    const wording = wordings[position];
    const match = wording && matchPhrase(wording.phrase, unit.phrase);
    if (!wording || !match) continue;
    const offer = offerOf(unit, wording.kind, match);
    if (offer === null || offer.score < leastScore) continue;
    const key = `${offer.kind} ${offer.name}`;
    if ((found.get(key)?.score ?? Number.NEGATIVE_INFINITY) < offer.score) found.set(key, offer);
  }
  return [...found.values()];
}

function offerOf(unit: ReadUnit, kind: FactKind, match: PhraseMatch): FactOffer | null {
  const { ownName, named } = factWordings[kind];
  const { polarity } = readAround(unit.phrase.text, kind === 'limitation' ? [{ start: 0, end: 0 }] : match.spans);
  if (polarity === 'silent' || (polarity === 'negated' && kind !== 'limitation')) return null;
  const own = ownNameAt(unit);
  if (ownName && !(own < match.start && own !== -1)) return null;
  const name = kind === 'compliance' || named ? match.found.replace(/\s+/g, ' ') : '';
  if (named && name === '') return null;
  let score = unitWorth(unit) + nearness(unit) + (polarity === 'hedged' && kind !== 'limitation' ? -1 : 0);
  if (own !== -1) score += 0.5;
  if (kind === 'definition') {
    if (own > 12 || !definesProduct(unit, match)) return null;
    score += 1.5;
  }
  if (kind === 'limitation') score += limitationWorth(unit, own);
  if (kind === 'comparison' && own === -1 && !comparesProducts(unit.page.title)) score -= 1.5;
  return { kind, name, unit, score: Math.round(score * 1000) / 1000 };
}

/** Where the product's own name stands in the unit; -1 where it does not. */
function ownNameAt({ phrase }: ReadUnit): number {
  const at = phrase.words.findIndex((word, place) => phrase.ownName.has(word) && phrase.inIdentifier[place] === 0);
  return at === -1 ? -1 : (phrase.starts[at] ?? -1);
}

const beforeName = new Set(['the', 'apache', 'at', 'its', 'core', 'in', 'short', 'today']);

/** "X is a …", with nothing but an apposition between the name and the verb. */
function definesProduct({ phrase }: ReadUnit, match: PhraseMatch): boolean {
  const before = phrase.text.slice(0, match.start).trim();
  const rest = phrase.words.filter(
    (word, at) => (phrase.starts[at] ?? 0) < match.start && !phrase.ownName.has(word) && !beforeName.has(word),
  );
  return rest.length === 0 || /^[^,(]{1,30}[,(][^,)]{0,80}[,)]$/.test(before);
}

const introduces =
  /\b(?:overview|introduction|intro|about|what is|welcome|getting started|concepts?|architecture|features?|home|why)\b/i;

/** Pages that introduce a product say what it is; later pages say how a part of it works. */
function nearness({ page, passage, start }: ReadUnit): number {
  const path = page.url.replace(/^[a-z]+:\/\/[^/]*/i, '');
  const isShallow = path.split('/').filter((part) => part !== '').length <= 1;
  return (
    (introduces.test(page.title) || introduces.test(path.replace(/[-_/]/g, ' ')) ? 1 : 0) +
    (introduces.test(passage.headings.at(-1) ?? '') ? 0.5 : 0) +
    (isShallow ? 0.5 : 0) +
    (start < 1500 ? 0.5 : 0)
  );
}

/** A limitation of the product as such, rather than a condition that a reader meets on the way. */
function limitationWorth(unit: ReadUnit, own: number): number {
  const isConditional = /^(?:if|when|because|since|although|while|unless|for example|to|in order)\b/i.test(
    unit.phrase.text,
  );
  const about = underLimitations(unit) ? 1.5 : own === -1 ? -1 : own < 40 ? 0.5 : 0;
  // How introductory the page is says nothing about a limitation.
  return about - nearness(unit) - (isConditional ? 2.5 : 0);
}

function underLimitations({ passage, page }: ReadUnit): boolean {
  return /\b(?:limitations?|known issues?|restrictions?|caveats?|unsupported|limits)\b/i.test(
    [page.title, ...passage.headings].join(' '),
  );
}

/** The best that pass the gate: one a name where facts have names, few a page where they have none. */
async function keep(offers: readonly FactOffer[], { gate, pace }: { gate: Gate; pace: Pace }): Promise<Fact[]> {
  await pace.rest();
  const kept: Fact[] = [];
  const names = new Set<string>();
  const pages = new Map<string, number>();
  const places = new Set<string>();
  for (const { kind, name, unit, score } of [...offers].sort(byWorth)) {
    if (kept.length === factsAKind) break;
    const onPage = pages.get(unit.page.url) ?? 0;
    if (name === '' ? onPage >= factsAPage : names.has(name.toLowerCase())) continue;
    if (pace.due(unit.phrase.text.length)) await pace.rest();
    const cited = await gate.cite(unit);
    if (!cited.ok) continue;
    const place = `${cited.citation.textDigest}:${cited.citation.start}`;
    if (name === '' && places.has(place)) continue;
    places.add(place);
    names.add(name.toLowerCase());
    pages.set(unit.page.url, onPage + 1);
    kept.push({ kind, name, citation: cited.citation, headings: unit.passage.headings, score });
  }
  return kept;
}

function byWorth(a: FactOffer, b: FactOffer): number {
  return b.score - a.score || byPlace(a.unit, b.unit) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
