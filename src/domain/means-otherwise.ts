import type { ChangeItem } from './draft-change.ts';

/** Whether a sentence that stands in the place of a quote may mean something else than the quote did. */
export function meansOtherwise({ quotes }: Pick<ChangeItem, 'quotes'>): boolean {
  return quotes.some(
    ({ before, after, meaning }) => before !== null && after !== null && meaning.some((kind) => kind !== 'wording'),
  );
}
