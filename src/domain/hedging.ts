import { clauseAround, type Stretch } from './clause.ts';
import { hedgeCues } from './hedge-cues.ts';

/** What the words around a match do to it. */
export type Polarity =
  /** States it. */
  | 'positive'
  /** States it with a reservation: preview, planned, another's work, a paid edition. */
  | 'hedged'
  /** States the opposite: "does not support", "no built-in". */
  | 'negated'
  /** Neither states it nor its opposite: a question, advice to build it oneself, an example of what may go wrong. */
  | 'silent';

export interface Reading {
  polarity: Polarity;
  /** The words that decided it; empty for positive. */
  cue: string;
}

/** Negations that govern what follows them. */
const negationBefore =
  /\b(?:not|cannot|\w+n['’]t|never|no longer|neither|nor|none of|unable to|lacks?|lacking|absence of|no|unsupported|incapable of|prevents?|instead of|rather than|in lieu of|except(?: for)?|excluding|fails? to|failed to|disallows?|ignores?)\b/gi;
/** Negations that follow what they take back, with at most a few words of subject or verb between. */
const negationAfter =
  /^[^,.;:]{0,60}?\b(?:(?:is|are|was|were|has been|have been|do|does|did|can|could|will|has|have|be)(?: \w+ly)? (?:not|never|no longer)\b|(?:isn|aren|wasn|weren|doesn|don|didn|hasn|haven|won)['’]t\b|(?:can['’]t|cannot)\b|(?:is|are|remains?) (?:currently |still )?(?:unsupported|unavailable|impossible|missing|absent|out of scope)\b|(?:was|were|is|are|has been|have been) (?:removed|dropped|discontinued)\b|unsupported\b|not (?:yet )?(?:supported|available|implemented|provided|possible|included)\b|no longer\b)/i;
/** A match that takes the verb in is negated by what follows that at once: "lineage is" before "not tracked". */
const verbAtEnd = /\b(?:is|are|was|were|has been|have been|do|does|did|can|could|will|has|have|be)$/i;
const negationNext = /^\s+(?:\w+ly |yet )?(?:not|never|no longer)\b/i;
/** A cell that denies the one before it: `Feature: Row filters | Available: No`. What is merely optional is not denied. */
const negatedCell =
  /^[^|]{0,80}\|(?!\s*(?:required|default|mandatory|optional|nullable|repeated|deprecated|dynamic|unique|read.?only|value|example|type|format)\b)[^:|]{1,40}:\s*(?:no|none|not supported|not available|✗|✘|❌|×|unsupported)\s*(?:$|\|)/i;
/** The same words where they deny nothing. */
const notNegation =
  /\b(?:not only|not just|not merely|not limited to|no need to|not need to|n['’]t need to|not have to|n['’]t have to|no additional|no extra|not require|n['’]t require|no longer (?:need|require|have)\w*|no matter|not uncommon|no downtime|no (?:service )?(?:interruption|disruption|outage)s?|no restart\w*|no code|not necessarily|if not|whether or not|or not|do not forget|don['’]t forget|not to mention|no\.)\b/gi;
/** Takes a negation before it back: "cannot … without a token" asks for the token. */
const reversal = /\b(?:without|unless|except(?: for| when| if| with)?|until|other than|but for|only)\b/i;
/** "Without" governs what follows closely, not a clause further on. */
const withoutClose = /\b(?:without|w\/o)\s+(?:\S+\s+){0,4}$/i;

/** Whoever reads is told to do it: the product does not. */
const delegated =
  /\b(?:(?:you|users?|developers?|customers?|applications?|clients?) (?:should|must|need to|needs to|have to|has to|will need to|are expected to|could|can|may|might) (?:then |also )?(?:build|write|implement|develop|create|handle|manage|bring|provide|roll) (?:your|their|its) own|(?:build|write|implement|roll) (?:your|their|its) own|(?:your|the (?:user|client|application|caller|customer|operator)['’]s?) responsibility|responsibility of the (?:user|client|application|caller|customer|operator)|up to (?:you|the (?:user|client|application|caller|operator|developer))\b|out of scope|outside the scope|beyond the scope|left to the (?:user|client|application|reader|operator|developer)|left as an exercise|implement (?:it|this|that) yourself|on your own\b)/i;
/** Nothing is said of the product: a plan of a person, an invented case. */
const unreal =
  /\b(?:feature request|would be nice|we wish|imagine (?:that|a|you)|suppose (?:that|a|you)|hypothetical\w*|lorem ipsum)\b/i;

/** How far before a match a bare "no" reaches, in characters: its noun phrase. */
const reachOfNo = 45;

/** Something is turned away: a negation beside it is the condition, not the answer. */
const denial =
  /\b(?:den(?:y|ied|ies)|reject\w*|refus\w*|forbid\w*|forbidden|block(?:s|ed)?|unauthori[sz]ed|40[13]|fails?|failed|errors?|invalid|raises?|throws?|drop(?:s|ped)?|discard\w*|prevent\w*|must not|may not|disallow\w*|restrict\w*|only)\b/i;

/**
 * How a sentence takes what matched in it. Words inside the spans never count: a phrase that holds "without downtime"
 * means it. `spans` are the words that a phrase matched, in UTF-16 units, without what its gaps skipped over.
 */
export function readAround(text: string, spans: readonly Stretch[]): Reading {
  if (/\?["'”’)]?\s*$/.test(text)) return { polarity: 'silent', cue: '?' };
  const delegation = outside(delegated, text, spans) ?? outside(unreal, text, spans);
  if (delegation !== null) return { polarity: 'silent', cue: delegation };
  const freed = blank(text, spans).replace(notNegation, (words) => ' '.repeat(words.length));
  for (const [at, span] of spans.entries()) {
    const cue = negationOf(freed, span) ?? negatedVerb(text, freed, span);
    if (cue === null) continue;
    // Between two words of the phrase, a negation may be what makes the product refuse.
    const isInGap = at > 0 || spans.some(({ start }) => start > span.end);
    if (isInGap && denial.test(text)) continue;
    return { polarity: 'negated', cue };
  }
  const hedge = hedgeOf(text, spans);
  return hedge === null ? { polarity: 'positive', cue: '' } : { polarity: 'hedged', cue: hedge };
}

/** What matched is replaced by as many letters, so that offsets stay and no cue is seen in it. */
function blank(text: string, spans: readonly Stretch[]): string {
  let blanked = text;
  for (const { start, end } of spans) {
    blanked = blanked.slice(0, start) + 'x'.repeat(end - start) + blanked.slice(end);
  }
  return blanked;
}

/** A cue that does not lie wholly within what matched. */
function outside(cue: RegExp, text: string, spans: readonly Stretch[]): string | null {
  const found = cue.exec(text);
  if (found === null) return null;
  const start = found.index;
  const end = start + found[0].length;
  return spans.some((span) => span.start <= start && end <= span.end) ? null : found[0];
}

function negationOf(text: string, span: Stretch): string | null {
  const { before, after } = clauseAround(text, span);
  const left = text.slice(before.start, before.end);
  const close = withoutClose.exec(left);
  const cues = [...left.matchAll(negationBefore)].filter((cue) => reaches(cue[0], left.length - cue.index));
  const last = cues.at(-1);
  if (close !== null) return last !== undefined && last.index < close.index ? null : close[0].trim();
  if (last !== undefined && !reversal.test(left.slice(last.index + last[0].length))) return last[0];
  const cell = negatedCell.exec(text.slice(span.end));
  if (cell !== null) return cell[0].trim();
  return negationAfter.exec(text.slice(after.start, after.end))?.[0].trim() ?? null;
}

function negatedVerb(text: string, freed: string, span: Stretch): string | null {
  if (!verbAtEnd.test(text.slice(span.start, span.end))) return null;
  return negationNext.exec(freed.slice(span.end))?.[0].trim() ?? null;
}

function reaches(cue: string, distance: number): boolean {
  return !/^(?:no|instead of|rather than|in lieu of|excluding|except.*)$/i.test(cue) || distance <= reachOfNo;
}

function hedgeOf(text: string, spans: readonly Stretch[]): string | null {
  for (const { pattern, wholeSentence } of hedgeCues) {
    const places = wholeSentence ? [{ start: 0, end: text.length }] : spans.map((span) => clauseOf(text, span));
    for (const { start, end } of places) {
      const cue = outside(pattern, text.slice(start, end), shifted(spans, start));
      if (cue !== null) return cue;
    }
  }
  return null;
}

function clauseOf(text: string, span: Stretch): Stretch {
  const { before, after } = clauseAround(text, span);
  return { start: before.start, end: after.end };
}

function shifted(spans: readonly Stretch[], by: number): Stretch[] {
  return spans.map(({ start, end }) => ({ start: start - by, end: end - by }));
}
