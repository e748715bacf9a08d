import type { Analysis, CheckResult, Claim, Flag } from './analysis.ts';
import { DecisionValue } from './closed-lists.ts';
import { decisionWords } from './decision-words.ts';
import { canonicalJson } from './digest.ts';
import { placeOfQuote } from './edit.ts';
import { checksOf } from './edit-places.ts';
import { claimsOf } from './lint-targets.ts';
import { toWords } from './phrase-unit.ts';
import { type Check, type Rubric, rubricChecks } from './rubric.ts';
import { termsOf } from './stem.ts';
import { topicTerms } from './topic-terms.ts';

/** Of the words that a check is searched by, so many make it likely that an absence names it; one alone means anything. */
const leastTerms = 2;

/** A check that was decided otherwise, as it was and as it is. */
interface Redecided {
  path: string;
  was: CheckResult;
  is: CheckResult;
}

/**
 * The flags, with a warning at each statement that speaks of a check whose decision changed and was not edited along
 * with it: the rationale of the check's dimension, statements that share a quote with the check, and absences that name
 * what was not found for it. A decision that is what it was again takes the warnings about it back.
 */
export function staleFlags(
  flags: readonly Flag[],
  after: Analysis,
  from: { before: Analysis; rubric: Rubric },
): Flag[] {
  const written = new Set(claimsOf(from.before).map(({ claim }) => canonicalJson(claim)));
  const untouched = claimsOf(after).filter(({ claim }) => written.has(canonicalJson(claim)));
  return redecided(from.before, after).reduce<Flag[]>(
    (kept, check) => {
      const known = rubricChecks(from.rubric).find((each) => each.check.id === check.is.id)?.check;
      if (!known) return kept;
      const settled = messageOf(known, check.is.decision);
      const about = new Set(DecisionValue.options.map((decision) => messageOf(known, decision)));
      const still = kept.filter(({ kind, message }) => kind !== 'stale-citation' || message !== settled);
      // Whoever has not read a statement since an earlier change is already asked to, by what it was written for.
      const asked = new Set(
        kept.filter(({ kind, message }) => kind === 'stale-citation' && about.has(message)).map(({ target }) => target),
      );
      const come = untouched
        .filter(({ path, claim }) => !asked.has(path) && speaksOf({ path, claim }, check, known))
        .map(({ path }): Flag => {
          const message = messageOf(known, check.was.decision);
          return { kind: 'stale-citation', severity: 'warns', target: path, message };
        });
      return [...still, ...come];
    },
    [...flags],
  );
}

function redecided(before: Analysis, after: Analysis): Redecided[] {
  const old = new Map(checksOf(before).map(({ check }) => [check.id, check]));
  return checksOf(after).flatMap(({ path, check: is }) => {
    const was = old.get(is.id);
    return was && was.decision !== is.decision ? [{ path, was, is }] : [];
  });
}

function speaksOf(
  { path, claim }: { path: string; claim: Claim },
  { was, is, ...at }: Redecided,
  check: Check,
): boolean {
  if (path === at.path.replace(/\.checks\.\d+$/, '.rationale')) return true;
  const places = new Set([...was.citations, ...is.citations].map(placeOfQuote));
  if (claim.citations.some((citation) => places.has(placeOfQuote(citation)))) return true;
  return claim.kind === 'absence' && was.decision === 'no-evidence' && names(claim, was, check);
}

/** Most checks are looked for on the same pages, so that an absence is told to a check by its words too. */
function names({ text, searched }: Claim, was: CheckResult, check: Check): boolean {
  const pages = new Set(searched);
  if (!was.searched.every((url) => pages.has(url))) return false;
  const terms = new Set(termsOf(toWords(text).words));
  return [...topicTerms(check)].filter((term) => terms.has(term)).length >= leastTerms;
}

function messageOf({ label }: Check, was: CheckResult['decision']): string {
  return `This was written when “${label}” was ${decisionWords[was]}: read it again.`;
}
