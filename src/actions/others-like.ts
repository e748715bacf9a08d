import { isInvented } from '../domain/invented.ts';
import { may, type Person } from '../domain/person.ts';
import type { Publication } from '../domain/publication.ts';
import type { ListedPublication } from '../domain/publication-card.ts';
import type { Office } from '../ports.ts';
import type { AsOf } from './as-of.ts';
import { catalogueCards } from './catalogue-cards.ts';

/** What else a catalogue has for the place that a product takes in a stack. */
export interface OtherProducts {
  /** The nearest: those of the same category, then others of the layer, the higher INPACT and then GOALS total first. */
  nearest: ListedPublication[];
  /** Whether products of the layer were left out, because one is invented and the other not. */
  isParted: boolean;
  /** How many others there are in the category, shown or not. */
  inCategory: number;
  /** The past time that the catalogue is of; null for now. */
  moment: AsOf | null;
}

/** As many as can be put beside this one in a comparison. */
const shown = 3;

/**
 * The other products of the same layer that are published now, or were at a time. Counted from the catalogue's cards by code:
 * no analyst chose them. Invented products stand beside invented ones only. What was withdrawn since that time is shown to
 * people who may read withdrawn analyses.
 */
export async function othersLike(
  office: Pick<Office, 'store'>,
  { slug, analysis: { vendor } }: Pick<Publication, 'slug' | 'analysis'>,
  { moment, person }: { moment: AsOf | null; person: Person | null },
): Promise<OtherProducts> {
  const isInside = person !== null && may(person, 'read');
  const { cards } = await catalogueCards(office, moment, isInside);
  const invented = isInvented(vendor.homepage);
  const ofLayer = cards.filter(({ slug: its, card }) => card.layer === vendor.layer && its !== slug);
  const others = ofLayer.filter(({ card }) => isInvented(card.homepage) === invented);
  const alike = others.filter(({ card }) => card.category === vendor.category);
  const apart = others.filter(({ card }) => card.category !== vendor.category);
  return {
    nearest: [...alike.sort(byTotals), ...apart.sort(byTotals)].slice(0, shown),
    isParted: others.length < ofLayer.length,
    inCategory: alike.length,
    moment,
  };
}

/** The totals are never added: they answer different questions. */
function byTotals({ card: a, slug }: ListedPublication, { card: b, slug: other }: ListedPublication): number {
  return b.inpact.total - a.inpact.total || b.goals.total - a.goals.total || (slug < other ? -1 : 1);
}
