import type { AnalysisVendor } from './analysis.ts';
import { licenceWords } from './licence-words.ts';
import { priceText } from './price-text.ts';
import type { Vendor } from './vendor.ts';
import { entryTypeWords } from './vendor-words.ts';

/** A fact of a product that an analysis shows otherwise than it is entered now. */
export interface FactApart {
  /** What it is, as a heading: `Licence`. */
  fact: string;
  shown: string;
  entered: string;
}

type Facts = Pick<AnalysisVendor, 'name' | 'layer' | 'category' | 'entryType' | 'homepage' | 'price' | 'licence'>;

const facts: readonly [fact: string, words: (of: Facts) => string][] = [
  ['Name', ({ name }) => name],
  ['Place', ({ layer, category }) => `${layer} ${category}`],
  ['Entry type', ({ entryType }) => entryTypeWords[entryType]],
  ['Website', ({ homepage }) => homepage],
  ['Price', ({ price }) => priceText(price)],
  ['Licence', ({ licence }) => (licence === 'unknown' ? '' : licenceWords(licence))],
];

/** What an analysis shows of a product otherwise than it is entered now: an analysis keeps what was entered when its run began. */
export function factsApart(shown: Facts, entered: Pick<Vendor, keyof Facts>): FactApart[] {
  return facts.flatMap(([fact, words]) => {
    const [from, to] = [words(shown), words(entered)];
    return from === to ? [] : [{ fact, shown: from || 'none', entered: to || 'none' }];
  });
}
