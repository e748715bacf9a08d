import type { Check } from './rubric.ts';
import { termsOf } from './stem.ts';
import { topicTerms } from './topic-terms.ts';

const stop = '(?:downtime|outages?|(?:service )?interruptions?|disruptions?)';
const restart = '(?:re-?start(?:s|ed|ing)?|reboot(?:s|ed|ing)?|re-?deploy(?:s|ed|ing|ment)?)';
const words = (most: number) => `(?:[^\\s,;:.]+\\s+){0,${most}}?`;

/** A cost is stated, not survived: "recovers from outages" and "after a restart it resumes" speak for a product. */
const stopsServing: readonly RegExp[] = [
  // "Copes with outages" has no article; a cost has a size.
  new RegExp(`\\bwith (?:only )?(?:an? |some |short|brief|minimal|little|limited|a few )${words(4)}${stop}\\b`, 'gi'),
  new RegExp(
    `\\b(?:needs?|requires?|requiring|causes?|causing|incurs?|results? in|leads? to|expect|involves?|implies|means|(?:there|likely|expected|going) (?:is|are|to be|will be|may be|can be)(?: likely to be)?)\\s+${words(8)}${stop}\\b`,
    'gi',
  ),
  new RegExp(
    `\\b${stop}\\s+(?:is|are|will be) (?:\\w+ )?(?:required|needed|necessary|expected|unavoidable|likely)\\b`,
    'gi',
  ),
  /\b(?:(?:can|may|might|will|could)(?: \w+ly)? be|is|are|becomes?|leaves? (?:\S+ ){1,4}?)\s*(?:\w+ly )?(?:unavailable|unreachable|inaccessible|offline|not available)\s+(?:while(?! (?:the )?(?:others?|rest|remaining))|during|until|for (?:some|a few|several|the duration|up to|about|\d))\b/gi,
  new RegExp(
    `\\b(?:needs?|requires?|must|ha(?:s|ve) to)\\s+${words(5)}${restart} of (?:the |an? )?(?:\\w+ )?(?:cluster|server|service|system)\\b`,
    'gi',
  ),
];

const restarts: readonly RegExp[] = [
  new RegExp(`\\b(?:needs?|requires?|requiring|must|ha(?:s|ve) to)\\s+${words(5)}${restart}\\b`, 'gi'),
  new RegExp(`\\b${restart}\\s+${words(3)}(?:is|are) (?:\\w+ )?(?:required|needed|necessary)\\b`, 'gi'),
  new RegExp(
    `\\b(?:effect|effective|applied|applies|apply|picked up|visible|active|loaded|reloaded)\\b[^.;:]{0,60}?\\b(?:after|until|upon|once|when|at|on)\\s+${words(5)}${restart}\\b`,
    'gi',
  ),
  /^\W*(?:then |please |and )?re-?start\b[^.;:]{0,80}\b(?:take effect|to apply|be applied|be picked up)/gi,
];

/** Takes the cost away where it stands before it, or within it. */
const denies =
  /\b(?:no|not|\w+n['’]t|never|nor|neither|without|zero|near-zero|avoid\w*|prevent\w*|eliminat\w*|instead of|rather than|free of|need not|cannot|nothing|hardly|minimi[sz]\w*|reduc\w*)\b/i;
/** What came before, what others do, what happens only at times, and what few settings need, is told to set off the rest. */
const setsOff =
  /\b(?:unlike|whereas|in contrast|compared|previously|formerly|earlier|older|other (?:systems|tools|databases|products)|some|certain|only (?!with\b)[^,;.]{0,40}|except\w*|apart from)\b[^;.]*$/i;
const condition = /\b(?:if|when|whenever|while|even|once|in case|although|where|unless|because|should)\b[^,;.]*$/i;
/** How far before the cost its denial may stand, in characters: a verb and its object. */
const reachOfDenial = 40;

const stayingUp = ['downtime', 'failover', 'interruption'];
const liveChange = ['restart'];

/**
 * The words by which a sentence says that a change stops the service or waits for a restart, where the check asks for the
 * contrary; null where it says nothing of the kind. Elsewhere a restart takes nothing back: roles that need one are roles.
 */
export function costOfChange(text: string, check: Check): string | null {
  const topic = topicTerms(check);
  const asks = (those: readonly string[]) => termsOf(those).some((term) => topic.has(term));
  const [asksLive, asksUp] = [asks(liveChange), asks(stayingUp)];
  if (!asksLive && !asksUp) return null;
  for (const pattern of asksLive ? [...stopsServing, ...restarts] : stopsServing) {
    for (const found of text.matchAll(pattern)) if (isStated(text, found)) return found[0];
  }
  return null;
}

function isStated(text: string, { 0: cost, index }: RegExpMatchArray & { index: number }): boolean {
  if (denies.test(cost)) return false;
  const before = text.slice(0, index);
  const clause = before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf('. ')) + 1);
  return !denies.test(clause.slice(-reachOfDenial)) && !setsOff.test(before) && !condition.test(before);
}
