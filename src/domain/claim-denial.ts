import { type ClaimClause, contentStems, sharedPart, stemOf } from './claim-clause.ts';

/** A plain no. "Not only" and "no more than" deny nothing. */
const denies =
  /\b(?:no(?! (?:more|less|later|longer than|fewer) )|not(?! only\b| more| just)|never|none|nothing(?! (?:more|less|other|but)\b)|nobody|nowhere|neither|nor|cannot|without|lacks?|lacking|unable|impossible|absent)\b|n['’]t\b/i;

/** A no in another form. In a text these count as denial too. */
const turnsDown =
  /\b(?:den(?:y|ies|ied)|refus\w+|reject\w*|forbid\w*|forbidden|prohibit\w*|prevent\w*|disabl\w+|unsupported|unavailable|immutable|invalid|missing|off|only|except|unless|instead|left to|out of|stateless|zero|alone|otherwise|untouched|unchanged|unread)\b|\b\p{L}{3,}less\b/iu;

/** What in a quote carries a denial in a text, beyond the two above. */
const carriesDenial =
  /\b(?:restrict\w*|exclud\w*|drop\w*|remov\w*|skip\w*|ignor\w*|avoid\w*|eliminat\w*|block\w*|stop\w*|rather|limited|optional\w*|must|requir\w+|mandatory|needs?|deprecated|obsolete|scope|free|independent\w*|read-only|append-only|before|until|regardless|unreleased|minimi[sz]\w*|reduc\w*|isolat\w*|loses?|lost|offline|open|anonymous|external|manual\w*|decoupl\w*|single|bypass\w*|third-party|fail\w*|planned|future)\b/iu;

/** "Not replicated", "cannot be modified". */
const deniedVerb = /\b(?:not|never|cannot|n['’]t) (?:(?:yet|be|been|\p{L}+ly) ){0,2}(\p{L}{4,})/giu;

/** "Teams that cannot wait" says something of the reader, not of the product. */
const ofReaders =
  /^(?:\p{L}+ ){0,3}(?:teams?|people|users?|readers?|operators?|owners?|auditors?|developers?|engineers?|analysts?|adopters?|organi[sz]ations?|companies|installations?|applications?|products?|stacks?|groups?|anyone|those|consumers?|workloads?|sites?) (?:that|who|which|whose|without|with)\b/iu;

/** A denial that picks some out. */
const ofSome =
  /\b(?:that|which|who|whose) (?:\p{L}+ )?(?:cannot|can not|(?:do|does|is|are|was|were) not|have no|has no|lacks?)\b/giu;

/** Words that deny by themselves. */
const rulesOut = /\b(?:immutable|read-only|bypass\w*|stateless)\b/i;

const stood = 'The quote denies this: keep its "not".';

/** Content words behind a "not" that it is about. */
const reach = 5;

/** From this share on two clauses speak of the same thing. */
const sameMatter = 0.6;

/** Denials that the quotes do not make, and theirs that the text turns into a yes. */
export function denialComplaints(said: readonly ClaimClause[], proven: readonly ClaimClause[]): string[] {
  const deniesElsewhere = said.some(({ text }) => denies.test(text));
  return said.flatMap((clause) => {
    const switched = switchedDefault(clause, proven);
    if (switched !== null) return [switched];
    if (denies.test(clause.text)) return ofReaders.test(clause.text) ? [] : deniedAlone(clause, proven);
    if (turnsDown.test(clause.text)) return [];
    return turnedRound(clause, proven, deniesElsewhere);
  });
}

function deniedAlone(clause: ClaimClause, proven: readonly ClaimClause[]): string[] {
  const carries = ({ text }: ClaimClause) => denies.test(text) || turnsDown.test(text) || carriesDenial.test(text);
  const withNo = proven.filter(carries);
  const without = proven.filter((quote) => !carries(quote));
  const isElsewhere = [clause.stems, deniedStems(clause)].every((about) => {
    return near(about, without) >= sameMatter && near(about, without) > near(about, withNo);
  });
  if (withNo.length > 0 && !isElsewhere) return [];
  return [
    `"${denies.exec(clause.text)?.[0]}" denies what no quote denies: say what the quotes say, or name checks under absent.`,
  ];
}

/** How much of it the clause that is nearest to it holds. */
function near(stems: ReadonlySet<string>, clauses: readonly ClaimClause[]): number {
  return Math.max(0, ...clauses.map((clause) => sharedPart(stems, clause.stems)));
}

/** What a denial is about: the words right after it, or the whole clause where it comes last. */
function deniedStems({ text, stems }: ClaimClause): ReadonlySet<string> {
  const found = denies.exec(text);
  const after = [...contentStems(text.slice((found?.index ?? 0) + (found?.[0].length ?? 0)))].slice(0, reach);
  return after.length > 0 ? new Set(after) : stems;
}

/** "Without a restart" limits how it is done, not whether; "records that cannot be read" says which records. */
function deniesPlainly(text: string): boolean {
  return denies.test(text.replace(/\bwithout\b/gi, ' ').replace(ofSome, ' '));
}

function turnedRound(clause: ClaimClause, proven: readonly ClaimClause[], deniesElsewhere: boolean): string[] {
  if (clause.stems.size === 0) return [];
  const verb = onlyDenied(proven).find((stem) => clause.stems.has(stem));
  if (verb !== undefined) return [stood];
  // The rest of a statement that keeps the denial may speak of the same thing.
  if (deniesElsewhere) return [];
  // Quotes that do nothing but deny carry no "can" on the same matter.
  const onlyDeny = proven.every(({ text }) => deniesPlainly(text) || rulesOut.test(text));
  if (onlyDeny && /\b(?:can|could|may|might)\b/i.test(clause.text) && near(clause.stems, proven) > 0) return [stood];
  const scored = proven.map((quote) => ({ quote, share: sharedPart(clause.stems, quote.stems) }));
  const denied = scored.filter(({ quote, share }) => share >= sameMatter && deniesPlainly(quote.text));
  // What the quote denies is said word for word, with more around it.
  if (
    proven.some(({ text, stems }) => deniesPlainly(text) && stems.size > 1 && sharedPart(stems, clause.stems) === 1)
  ) {
    return [stood];
  }
  const most = Math.max(0, ...denied.map(({ share }) => share));
  if (most === 0 || scored.some(({ quote, share }) => !deniesPlainly(quote.text) && share >= most)) return [];
  return [stood];
}

/** What the quotes say with "not" in front and nowhere else. */
function onlyDenied(proven: readonly ClaimClause[]): string[] {
  const denied = proven.flatMap(({ text }) =>
    [...text.replace(ofSome, ' ').matchAll(deniedVerb)].map(([, verb = '']) => stemOf(verb)),
  );
  const plainly = new Set(proven.flatMap(({ text }) => [...contentStems(text.replace(deniedVerb, ' '))]));
  return denied.filter((stem) => !plainly.has(stem));
}

const defaultState =
  /\b(enabled|on|active|allowed|permitted|public|open|disabled|off|inactive|denied|forbidden|private|closed)(?: \p{L}+)? by default|by default,? (?:\p{L}+ ){0,5}?(?:is|are|stays?|remains?) (enabled|on|active|allowed|permitted|public|open|disabled|off|inactive|denied|forbidden|private|closed)\b/iu;
const standsOpen = /^(?:enabled|on|active|allowed|permitted|public|open)$/i;

/** "Off by default" where the quote says "enabled by default". */
function switchedDefault(clause: ClaimClause, proven: readonly ClaimClause[]): string | null {
  const own = stateOf(clause.text);
  if (own === null) return null;
  const states = proven.map(({ text }) => stateOf(text)).filter((state) => state !== null);
  return states.length === 0 || states.includes(own)
    ? null
    : 'The quote gives the opposite default: write it as it is.';
}

function stateOf(text: string): boolean | null {
  const found = defaultState.exec(text);
  const word = found?.[1] ?? found?.[2];
  return word === undefined ? null : standsOpen.test(word);
}
