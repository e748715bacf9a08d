import { openSourceIds, permittingExceptions } from './stack/open-source-licence.ts';

/** Ids that are in wide use for software, or for data beside it, and count as no open-source licence. */
const otherIds =
  'BUSL-1.1 CC-BY-4.0 CC-BY-NC-4.0 CC-BY-SA-4.0 CC0-1.0 Elastic-2.0 PolyForm-Noncommercial-1.0.0 PolyForm-Small-Business-1.0.0 SSPL-1.0';

const known: ReadonlyMap<string, string> = new Map(
  [...openSourceIds, ...permittingExceptions, ...otherIds.split(' ')].map((id) => [id.toLowerCase(), id]),
);

/**
 * A licence expression with known ids in the capitals in which SPDX writes them, and its operators in capitals: otherwise
 * one licence would be two to whoever filters by it. What is not known stays as it is.
 */
export function spdxSpelling(licence: string): string {
  // Asked of every product of a catalogue, nearly all of which have one licence.
  const alone = known.get(licence.toLowerCase());
  if (alone) return alone;
  return licence.replace(/(?<=[\s)])(and|or|with)(?=[\s(])/gi, (word) => word.toUpperCase()).replace(/[\w.-]+/g, spelt);
}

function spelt(id: string): string {
  return known.get(id.toLowerCase()) ?? id;
}
