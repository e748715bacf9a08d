import { toWords } from '../../domain/phrase-unit.ts';
import { stopWords } from '../../domain/stop-words.ts';
import type { FactOffer } from './fact-offer.ts';
import { unitWorth } from './offer.ts';
import type { ReadUnit } from './read-unit.ts';

/** Headings and pages whose sections are each about one external system. */
const listsSystems =
  /^(?:[\p{L}-]+ ){0,3}(?:integrations|connectors|ecosystem|plugins|exporters|data sources|databases|sinks|platforms|frameworks|runtimes|drivers)\W*$/iu;
/** Headings below them that are about something else. */
const generic =
  /\b(?:overview|introduction|configuration|configuring|example|examples|prerequisites?|installation|install|usage|setup|set up|how|what|why|properties|reference|next steps|see also|summary|limitations?|troubleshooting|architecture|support|features?|options?|metrics|monitoring|security|deployment|schema|types?|mapping|events?|requirements?|getting started|authentication|best practices|performance|integrations?|connectors?|resources?|testing|versions?)\b/i;

/** Of a page, systems named by headings such as `Kafka` below `Integrations`, each with the first sentence that names it. */
export function headingFacts(units: readonly ReadUnit[]): FactOffer[] {
  const seen = new Set<string>();
  const facts: FactOffer[] = [];
  for (const unit of units) {
    const name = systemAbove(unit);
    if (name === null || seen.has(`${unit.page.url} ${name}`) || unit.phrase.kind === 'code') continue;
    // Written so inside a sentence: a name, and not a heading that is merely capitalised.
    if (unit.phrase.text.indexOf(name, 1) === -1) continue;
    seen.add(`${unit.page.url} ${name}`);
    facts.push({ kind: 'integration', name, unit, score: unitWorth(unit) + 2 });
  }
  return facts;
}

function systemAbove({ page, passage, phrase }: ReadUnit): string | null {
  const path = [page.title, ...passage.headings];
  const last = path.at(-1) ?? '';
  if (path.length < 2 || !path.slice(0, -1).some((heading) => listsSystems.test(heading))) return null;
  const name = last
    .replace(/^\d+[.)]\s*/, '')
    .replace(/\s*\([^)]*\)$/, '')
    .trim();
  const { words } = toWords(name);
  if (words.length === 0 || words.length > 3 || generic.test(name)) return null;
  if (words.some((word) => stopWords.has(word) || phrase.ownName.has(word))) return null;
  return /^(?:\p{Lu}|\p{Ll}{1,3}\p{Lu})/u.test(name) ? name : null;
}
