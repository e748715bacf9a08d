import type { Analysis, Claim } from '../../../domain/analysis.ts';
import { soughtSentence } from '../../../domain/sought-sentence.ts';
import { categoryName } from '../category-name.ts';
import { lacksOf } from '../check-words.ts';
import { absence, cited, judgement } from '../claims.ts';
import { wordsOf } from '../dimension-words.ts';
import type { Material } from '../material.ts';
import { capitalised, joined, sentence } from '../phrasing.ts';
import { clauseOf } from '../quote-clause.ts';
import {
  emptiestFirst,
  factOf,
  fittingGaps,
  fullestFirst,
  isAllAbsent,
  nounsFirst,
  proofOf,
  tellingFirst,
} from '../standing.ts';

type Contexts = Analysis['contexts'];

/** Who makes it and who uses it already: a ground to trust it, and nothing that a team gets. */
const ofItsMakers: ReadonlySet<string> = new Set([
  'transparent.open',
  'governance.ownership',
  'availability.help',
  'solid.mature',
  'solid.adopters',
  'solid.maintained',
]);

/** With a single check met, a dimension recommends nothing. */
const leastMet = 2;

/** A sentence on whom the product is for names them, and says so. */
const audienceWords =
  /\b(?:teams?|developers?|engineers?|scientists?|analysts?|administrators?|operators?|organi[sz]ations?|companies|enterprises?|businesses|beginners|practitioners)\b/iu;

/** Whom it suits, which certificates are cited, and who should look twice. */
export function industryFit(material: Material, contexts: Contexts, summary: Claim): Analysis['industryFit'] {
  return {
    bestFor: bestFor(material, contexts, summary),
    compliance: compliance(material),
    caution: caution(material, contexts),
  };
}

function bestFor(material: Material, contexts: Contexts, summary: Claim): Claim[] {
  const said = new Set(summary.citations.map(({ quote }) => quote));
  const audience = material.facts.audience
    .filter(({ citation }) => !said.has(citation.quote))
    .map((fact) => ({ fact, text: clauseOf(fact.citation.quote, 22) }))
    .filter(({ text }) => audienceWords.test(text))
    .map(({ fact, text }) => cited(capitalised(text), [fact.citation]))
    .filter((claim) => material.sound(claim))
    .slice(0, 2);
  const served = fullestFirst(material)
    .filter(({ met }) => met.length >= leastMet)
    .slice(0, 3)
    .flatMap(({ dimension, met }) => {
      const serving = met.filter(({ check }) => !ofItsMakers.has(check.id));
      const [item] = [...nounsFirst(serving), ...tellingFirst(serving)];
      if (!item) return [];
      return [judgement(`${capitalised(wordsOf(dimension).teams)}, who get ${factOf(item)}`, proofOf(item))];
    })
    .filter((claim) => material.sound(claim));
  const passed = contexts
    .filter(({ inpact, goals }) => inpact.pass === true && goals.pass === true)
    .map(({ id }) => nameOf(id, material));
  const fits =
    passed.length > 0
      ? [judgement(`${capitalised(joined(passed))}: ${material.vendor.name} reaches both thresholds`)]
      : [];
  const claims = [...audience, ...served, ...fits];
  if (claims.length > 0) return claims;
  return [judgement(`Trials of ${material.vendor.name} where the stack lacks ${categoryName(material.category.name)}`)];
}

function compliance(material: Material): Claim {
  for (const fact of material.facts.compliance) {
    const clause = clauseOf(fact.citation.quote, 40);
    if (clause === '') continue;
    const claim = cited(sentence(clause), [fact.citation]);
    if (material.sound(claim)) return claim;
  }
  const isNear = material.checks.some((item) => item.check.id === 'governance.compliance' && item.isNear);
  const where = isNear ? `no ${soughtSentence(isNear)} in the pages read` : 'no page read';
  return absence(
    `None found: ${where} of ${material.vendor.name} names a certificate, its own or inherited.`,
    material.pagesRead,
  );
}

function caution(material: Material, contexts: Contexts): Claim[] {
  const missed = contexts
    .filter(({ inpact, goals }) => inpact.pass === false || goals.pass === false)
    .map(({ id }) => nameOf(id, material));
  const thresholds =
    missed.length > 0
      ? [
          judgement(
            `${capitalised(joined(missed))}: ${material.vendor.name} does not reach both thresholds on this evidence`,
          ),
        ]
      : [];
  const open = contexts.filter(({ inpact, goals }) => inpact.pass === null || goals.pass === null);
  const unknown =
    open.length > 0 && missed.length === 0 ? [judgement(`Any context with a threshold: ${unplaced(material)}`)] : [];
  const gaps = fittingGaps(material)
    .filter(({ absent }) => absent.length >= 2)
    .slice(0, 3)
    .map(({ dimension, absent }) =>
      absence(
        `${capitalised(wordsOf(dimension).teams)}: the pages read of ${material.vendor.name} show no ${lacksOf(absent, 2)}`,
        absent.flatMap(({ result }) => result.searched),
      ),
    );
  const claims = [...thresholds, ...unknown, ...gaps].filter((claim) => material.sound(claim));
  if (claims.length > 0) return claims.slice(0, 5);
  return [judgement(`Teams that cannot repeat the proof of concept of ${material.vendor.name} on their own data`)];
}

/** Few gaps by name: a list of all eleven would be no help. */
function unplaced(material: Material): string {
  const { name } = material.vendor;
  const open = emptiestFirst(material).filter(
    ({ met, partly, contradicted }) => met.length + partly.length + contradicted.length === 0,
  );
  // What the gate refused speaks to it.
  if (open.some((standing) => !isAllAbsent(standing))) return `too little of ${name} may be quoted to place it`;
  return open.length === 0 || open.length > 3
    ? `too little of ${name} is documented to place it`
    : `${name} cannot be placed until its documentation speaks to ${joined(open.map(({ dimension }) => wordsOf(dimension).topic))}`;
}

function nameOf(id: Contexts[number]['id'], { rubric }: Material): string {
  const name = rubric.stack.contexts.find((context) => context.id === id)?.name ?? id;
  return name.charAt(0).toLowerCase() + name.slice(1);
}
