import { readAround } from '../../domain/hedging.ts';
import { otherSubject } from '../../domain/other-subject.ts';
import type { Pace } from '../../domain/pace.ts';
import type { ReadUnit } from './read-unit.ts';
import { supersededRows } from './superseded-rows.ts';

const stage =
  '(?:alpha|beta|preview|technical preview|tech preview|public preview|experimental|incubating|work in progress)';
const thing =
  '(?:feature|api|connector|project|component|functionality|page|section|document|integration|module|client|support|sink|source|extension|operator|endpoint|capability|option|plugin|tool|method|resource)s?';
/** "This feature is currently in alpha": said of all that stands under the same headings. */
const hedgesSection = new RegExp(
  `^(?:(?:note|warning|important|caution)s?:?\\s+)?(?:this|the|these)\\s+(?:[\\w-]+\\s+){0,4}?${thing}\\b[^.;:]{0,20}?\\s(?:is|are|remains?)\\s+(?:[\\w-]+\\s+){0,3}?${stage}\\b`,
  'i',
);
const hedgedHeading = new RegExp(`[([]\\s*${stage}\\s*[)\\]]|^\\W*${stage}\\W*$|[-–:]\\s*${stage}\\s*$`, 'i');
/** What stands under these is wished for, not there. */
const wishedFor =
  /\b(?:roadmap|future work|future plans|planned features|proposals?|upcoming features|wish ?list|ideas)\b/i;
/** What stands under these is not there, or has limits. */
const denies =
  /^(?:unsupported|not (?:yet )?supported|non-?goals?|out of scope|missing features|what (?:\S+ ){1,4}(?:is not|isn['’]t|does not do|doesn['’]t do))\b/i;
const limits = /^(?:known )?(?:limitations?|issues|restrictions|caveats)\b(?: (?:and|of) .*)?$/i;
/** A line of a list of changes: says what a release touched, seldom how the product behaves today. */
const changeNote =
  /^(?:\W*\[[^\]]{1,20}\]\s*)?(?:add(?:s|ed)?|fix(?:es|ed)?|improve[sd]?|introduce[sd]?|remove[sd]?|update[sd]?|bump(?:s|ed)?|upgrade[sd]?|refactor(?:s|ed)?|implement(?:s|ed)?|deprecate[sd]?|rename[sd]?|supported|enhanced?|optimi[sz]ed?)\b/i;
const changeList =
  /\b(?:release notes?|releases|change ?log|what['’]s (?:new|changed)|new (?:features|in)|bug ?fixes|improvements)\b|^\W*v?\d+\.\d+(?:\.\d+)*\S*(?:\s*\(.*\))?$|[:\s]v?\d+\.\d+\.\d+\S*$/i;
/** A sentence that speaks of the one before it. */
const refersBack =
  /^(?:note(?: that)?:?\s+)?(?:this|these|it|they|such|both|the (?:feature|functionality|support|option|api))\b/i;

/** Marks units whose page, section or next sentence takes them back in part. Expects the units in order of place. */
export async function markHedged(units: readonly ReadUnit[], pace: Pace): Promise<void> {
  const hedged: HedgedSections = new Map();
  for (const unit of units) {
    noteSection(hedged, unit);
    if (pace.due(unit.phrase.text.length)) await pace.rest();
  }
  const superseded = supersededRows(units);
  for (const [at, unit] of units.entries()) {
    mark(unit, at, { units, hedged, superseded });
    if (pace.due(unit.phrase.text.length)) await pace.rest();
  }
}

/** The same at one go. */
export function markAtOnce(units: readonly ReadUnit[]): void {
  const hedged: HedgedSections = new Map();
  for (const unit of units) noteSection(hedged, unit);
  const superseded = supersededRows(units);
  for (const [at, unit] of units.entries()) mark(unit, at, { units, hedged, superseded });
}

interface Around {
  units: readonly ReadUnit[];
  hedged: HedgedSections;
  superseded: ReadonlySet<ReadUnit>;
}

function mark(unit: ReadUnit, at: number, { units, hedged, superseded }: Around): void {
  const { page, passage } = unit;
  const closest = passage.headings.at(-1) ?? page.title;
  unit.deniedAround = denies.test(closest);
  unit.changeNote = isChangeNote(unit);
  unit.hedgedAround =
    superseded.has(unit) ||
    limits.test(closest) ||
    hedgedHeading.test(page.title) ||
    [page.title, ...passage.headings].some((heading) => wishedFor.test(heading)) ||
    passage.headings.some((heading) => hedgedHeading.test(heading)) ||
    isInSection(passage.headings, hedged.get(page.url)) ||
    isTakenBack(units[at + 1], unit) ||
    goesOnAboutOther(units, at);
}

function isChangeNote({ phrase, page, passage }: ReadUnit): boolean {
  if (!changeNote.test(phrase.text)) return false;
  return [page.title, ...passage.headings].some((heading) => changeList.test(heading));
}

/** By page address, the paths of headings of hedged sections. Sets, because a page may hedge thousands of times. */
type HedgedSections = Map<string, Set<string>>;

/** No heading holds the parting character: control characters are never stored. */
const pathOf = (headings: readonly string[]) => headings.join('\u0000');

function noteSection(hedged: HedgedSections, { phrase, page, passage }: ReadUnit): void {
  if (phrase.kind === 'code' || phrase.kind === 'row' || !hedgesSection.test(phrase.text)) return;
  const paths = hedged.get(page.url) ?? new Set();
  hedged.set(page.url, paths.add(pathOf(passage.headings)));
}

function isInSection(headings: readonly string[], paths: ReadonlySet<string> | undefined): boolean {
  if (paths === undefined) return false;
  for (let depth = 0; depth <= headings.length; depth += 1) {
    // The path of no headings is that of the whole page; only then is the empty text among the paths.
    if (paths.has(pathOf(headings.slice(0, depth)))) return true;
  }
  return false;
}

function isTakenBack(next: ReadUnit | undefined, unit: ReadUnit): boolean {
  if (next === undefined || next.passage !== unit.passage || !refersBack.test(next.phrase.text)) return false;
  return readAround(next.phrase.text, []).polarity === 'hedged';
}

/** A sentence that goes on about what the one before it named. */
const goesOn = /^(?:it|they|its)\b/i;
/** Sentences with "it" that are followed back to the one that names something. */
const furthestBack = 3;

/** "It supports …" after a sentence on another system. */
function goesOnAboutOther(units: readonly ReadUnit[], at: number): boolean {
  for (let back = at; back > at - furthestBack; back -= 1) {
    const [unit, before] = [units[back], units[back - 1]];
    if (!unit || !goesOn.test(unit.phrase.text) || before?.passage !== unit.passage) return false;
    const { text, ownName } = before.phrase;
    if (otherSubject(text, { start: text.length, end: text.length }, ownName) !== null) return true;
  }
  return false;
}
