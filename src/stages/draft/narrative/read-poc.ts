import type { PocLine } from '../../../domain/analysis.ts';
import { strangeNames } from '../../../domain/claim-names.ts';
import { wordingDefects } from '../../../domain/lint-wording.ts';
import { certificates, praise } from '../../../domain/strength-words.ts';
import { wordCount } from '../phrasing.ts';
import { particularWords } from './own-words.ts';
import type { Scale } from './scale.ts';
import { type Section, sectionOf } from './section.ts';

/** What to try, each with a number to pass: tests are ours, so their figures need no quote, but the parts tried do. */
export function pocFrom(lines: readonly PocLine[], scale: Scale): Section<PocLine[]> {
  const entries = lines.map((line, index) => {
    const complaints = lineComplaints(line, scale).map((message) => `pocChecklist.${index}: ${message}`);
    const { week, dimension } = line;
    const tidy: PocLine = { week, dimension, test: oneLine(line.test), passes: oneLine(line.passes) };
    return { value: complaints.length === 0 ? tidy : null, complaints, stronger: false };
  });
  const section = sectionOf<PocLine>(entries, {
    path: 'pocChecklist',
    least: 4,
    most: 12,
    key: ({ test }) => test,
    whole: (kept) =>
      ([1, 2] as const)
        .filter((week) => !kept.some((line) => line.week === week))
        .map((week) => `week ${week} has no test: add one.`),
  });
  return { ...section, value: section.value?.toSorted((a, b) => a.week - b.week) ?? null };
}

function lineComplaints({ dimension, test, passes }: PocLine, { material, around, names }: Scale): string[] {
  const { rubric, vendor } = material;
  const both = `${test} ${passes}`;
  const found = [...wordingDefects(test), ...wordingDefects(passes)];
  if (![...rubric.inpact.dimensions, ...rubric.goals.dimensions].some(({ id }) => id === dimension)) {
    found.push(`"${dimension}" is no dimension: use an id such as inpact.instant.`);
  }
  if (!/\d/.test(passes)) found.push('The pass criterion has no number: say what value passes.');
  if (wordCount(test) > 45 || wordCount(passes) > 30) found.push('It is too long: 45 words for the test, 30 to pass.');
  if (both.match(certificates) !== null || praise.test(both) || /\bL[1-7]\b/.test(both)) {
    found.push('It holds a certificate, praise or a layer id: take it out.');
  }
  const strange = strangeNames(both, [...around, ...names]);
  if (strange.length > 0) found.push(`"${strange[0]}" is in no quote: test with what the documentation names.`);
  if (!both.includes(vendor.name) && particularWords(both, around, { rubric, product: vendor.name }).length === 0) {
    found.push(`It would fit any product: name ${vendor.name} or one of its parts.`);
  }
  return found;
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
