import { Pager } from '../pager.tsx';
import { addressWith, type CatalogueShown } from './catalogue-shown.ts';

/** The way to the other pages of what fits. */
export function CataloguePager({ shown }: { shown: CatalogueShown }) {
  const { page, pages } = shown.chosen;
  const to = (wanted: number): string | null =>
    wanted < 1 || wanted > pages ? null : addressWith(shown, { page: wanted });
  return (
    <div hx-boost="true" hx-swap="outerHTML show:#catalogue:top">
      <Pager turns={{ previous: to(page - 1), next: to(page + 1) }} of="the catalogue" />
    </div>
  );
}
