import { readAround } from '../../domain/hedging.ts';
import type { ReadUnit } from './read-unit.ts';

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
  /^(?:\W*\[[^\]]{1,20}\]\s*)?(?:add(?:s|ed)?|fix(?:es|ed)?|improve[sd]?|introduce[sd]?|remove[sd]?|update[sd]?|bump(?:s|ed)?|upgrade[sd]?|refactor(?:s|ed)?|implement(?:s|ed)?|deprecate[sd]?|rename[sd]?)\b/i;
const changeList =
  /\b(?:release notes?|releases|change ?log|what['’]s (?:new|changed)|new (?:features|in)|bug ?fixes|improvements)\b|^\W*v?\d+\.\d+(?:\.\d+)*\S*(?:\s*\(.*\))?$|[:\s]v?\d+\.\d+\.\d+\S*$/i;
/** A sentence that speaks of the one before it. */
const refersBack =
  /^(?:note(?: that)?:?\s+)?(?:this|these|it|they|such|both|the (?:feature|functionality|support|option|api))\b/i;

/** Marks units whose page, section or next sentence takes them back in part. Expects the units in order of place. */
export function markHedged(units: ReadUnit[]): ReadUnit[] {
  const hedged = hedgedSections(units);
  units.forEach((unit, at) => {
    const { page, passage } = unit;
    const paths = hedged.get(page.url) ?? [];
    const closest = passage.headings.at(-1) ?? page.title;
    unit.deniedAround = denies.test(closest);
    unit.changeNote = isChangeNote(unit);
    unit.hedgedAround =
      limits.test(closest) ||
      hedgedHeading.test(page.title) ||
      [page.title, ...passage.headings].some((heading) => wishedFor.test(heading)) ||
      passage.headings.some((heading) => hedgedHeading.test(heading)) ||
      paths.some((path) => path.every((heading, depth) => passage.headings[depth] === heading)) ||
      isTakenBack(units[at + 1], unit);
  });
  return units;
}

function isChangeNote({ phrase, page, passage }: ReadUnit): boolean {
  if (!changeNote.test(phrase.text)) return false;
  return [page.title, ...passage.headings].some((heading) => changeList.test(heading));
}

function hedgedSections(units: readonly ReadUnit[]): Map<string, (readonly string[])[]> {
  const hedged = new Map<string, (readonly string[])[]>();
  for (const { phrase, page, passage } of units) {
    if (phrase.kind === 'code' || phrase.kind === 'row' || !hedgesSection.test(phrase.text)) continue;
    hedged.set(page.url, [...(hedged.get(page.url) ?? []), passage.headings]);
  }
  return hedged;
}

function isTakenBack(next: ReadUnit | undefined, unit: ReadUnit): boolean {
  if (next === undefined || next.passage !== unit.passage || !refersBack.test(next.phrase.text)) return false;
  return readAround(next.phrase.text, []).polarity === 'hedged';
}
