import { type ClaimClause, clausesOf, sharedPart, stemOf } from './claim-clause.ts';
import { denialComplaints } from './claim-denial.ts';
import { figureComplaints } from './claim-figures.ts';
import { strangeNames } from './claim-names.ts';
import { certificates, hedges, holding, possibility, praise, strongWords } from './strength-words.ts';

/** What a text is held against. */
export interface StrengthGround {
  /** The quotes that it rests on; none for advice and for an absence. */
  quotes: readonly string[];
  /** Names that may stand without a quote: the product, its licence, its neighbours, layers and categories. */
  names: readonly string[];
  /** Whether it also states that something was looked for in vain, which no quote can say. */
  absent?: boolean;
  /** Whether it advises: then only what no advice may hold is looked for, and names may come from `around`. */
  advice?: boolean;
  /** What else was at hand when it was written: names in it may be used where nothing is stated of them. */
  around?: readonly string[];
}

/**
 * What makes a text say more than its quotes carry: one sentence a complaint, each saying what to do. Looks at words, not
 * at sense: figures, certificates, denial, all and never, planned against done, names, praise. Empty for a text that holds
 * back as its quotes do.
 */
export function strengthComplaints(text: string, ground: StrengthGround): string[] {
  const bare = withoutNames(text, ground.names);
  // What was looked for in vain may be called by its name.
  const open = deniesAbsent(bare, ground) ? bare.replace(certificates, ' ') : bare;
  const common = [
    ...figureComplaints(open, ground.quotes),
    ...certificateComplaints(bare, ground),
    ...praiseComplaints(bare, ground.quotes),
    ...nameComplaints(open, ground),
  ];
  if (ground.advice === true || ground.quotes.length === 0) {
    return [
      ...common,
      ...(ground.advice === true || ground.absent !== true ? wordComplaints(bare, ground.quotes, true) : []),
    ];
  }
  const said = clausesOf(bare);
  const proven = ground.quotes.flatMap((quote) => clausesOf(withoutNames(quote, ground.names)));
  return [
    ...common,
    ...wordComplaints(bare, ground.quotes, false),
    ...(ground.absent === true ? [] : denialComplaints(said, proven)),
    ...said.flatMap((clause) => hedgeComplaints(clause, { proven, whole: bare })),
    ...possibilityComplaints(said, ground.quotes),
  ];
}

function certificateComplaints(text: string, ground: StrengthGround): string[] {
  const { quotes } = ground;
  if (deniesAbsent(text, ground)) return [];
  const inQuote = (words: string) => quotes.some((quote) => quote.toLowerCase().includes(words.toLowerCase()));
  const names = [...text.matchAll(certificates)].map(([name]) => name).filter((name) => !inQuote(name));
  if (names.length > 0) return [`No quote names ${names[0]}: leave the certificate or regime out.`];
  const claims = holding.exec(text)?.[0];
  if (claims === undefined || quotes.some((quote) => holding.test(quote))) {
    const rank = [...text.matchAll(certificates)].length > 0 && claims !== undefined && !quotes.some(holds);
    return rank ? [`The quotes name the regime and do not say that it is met: say what they say.`] : [];
  }
  return [`"${claims}" is in no quote: say what was done, not that a rule is met.`];
}

function deniesAbsent(text: string, { absent }: StrengthGround): boolean {
  return absent === true && /\b(?:no|not|none|nothing|never|without)\b/i.test(text);
}

/** A quote that says it is so now, not that it is being prepared or recommended. */
function holds(quote: string): boolean {
  return holding.test(quote) && !hedges.slice(0, 2).some(({ quoted }) => quoted.test(quote));
}

function praiseComplaints(text: string, quotes: readonly string[]): string[] {
  const word = praise.exec(text)?.[0].trim();
  if (word === undefined || quotes.some((quote) => quote.toLowerCase().includes(word.toLowerCase()))) return [];
  return [`"${word}" praises and is in no quote: say what the product does.`];
}

function nameComplaints(text: string, { quotes, names, around = [], advice, absent }: StrengthGround): string[] {
  // A statement of fact takes its names from its own quotes; advice and absence from what was at hand.
  const sources = advice === true || quotes.length === 0 || absent === true ? [...quotes, ...around] : quotes;
  return strangeNames(text, [...sources, ...names]).map(
    (name) => `"${name}" is in no quote of this statement: name only what the quotes name.`,
  );
}

function wordComplaints(text: string, quotes: readonly string[], adviceOnly: boolean): string[] {
  return strongWords.flatMap(({ said, carried, inAdvice }) => {
    if (adviceOnly && !inAdvice) return [];
    const word = said.exec(text)?.[0];
    if (word === undefined || quotes.some((quote) => carried.test(quote))) return [];
    return [`"${word}" is carried by no quote: say it as weakly as the quotes do.`];
  });
}

/** From this share on a clause of a quote speaks of the same thing. */
const sameMatter = 0.5;

/** A clause whose every source is hedged must be hedged as much. */
function hedgeComplaints(
  clause: ClaimClause,
  { proven, whole }: { proven: readonly ClaimClause[]; whole: string },
): string[] {
  const sources = proven.filter((quote) => sharedPart(clause.stems, quote.stems) >= sameMatter);
  if (sources.length === 0) return [];
  const row = hedges.find(({ quoted }) => sources.every(({ text }) => quoted.test(text)));
  if (row === undefined || row.shown.test(clause.text) || row.shown.test(whole)) return [];
  const word = row.quoted.exec(sources[0]?.text ?? '')?.[0].trim();
  return [`The quote holds back with "${word}" and the statement does not: keep what is ${row.name} as it is.`];
}

const ability =
  /\b(?:can|could)(?: (?:also|be|then|optionally|easily|now|either|choose to|opt to)){0,2} (\p{L}{3,})/giu;
/** Too light to carry a statement by themselves. */
const light = new Set(['have', 'find', 'see', 'look', 'use', 'get'].map(stemOf));

/** "Can be exported" does not say that anything is exported. */
function possibilityComplaints(said: readonly ClaimClause[], quotes: readonly string[]): string[] {
  const able = new Map<string, string>();
  for (const quote of quotes)
    for (const [, verb = ''] of quote.matchAll(ability)) if (!light.has(stemOf(verb))) able.set(stemOf(verb), verb);
  const plainly = new Set(
    clausesOf(quotes.map((quote) => quote.replace(ability, ' ')).join('\n')).flatMap(({ stems }) => [...stems]),
  );
  return said.flatMap(({ text, stems }) => {
    const verb = [...able].find(([stem]) => stems.has(stem) && !plainly.has(stem))?.[1];
    if (verb === undefined || possibility.test(withoutSuffixed(text, verb))) return [];
    return [`The quote says "${verb}" with "can" and the statement without it: write "can".`];
  });
}

/** The verb itself may end in -able or hold "by"; only the words around it show a possibility. */
function withoutSuffixed(text: string, verb: string): string {
  return text
    .replace(new RegExp(`\\b${verb.slice(0, 5)}\\p{L}*`, 'giu'), ' ')
    .replace(/\bby (?:the|its|an?) \p{L}+\.?$/iu, ' ');
}

/** Whole words only: "Cache" is no part of "LMCache". */
function withoutNames(text: string, names: readonly string[]): string {
  const longest = names.filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  if (longest.length === 0) return text;
  const any = longest.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu'), ' ');
}
