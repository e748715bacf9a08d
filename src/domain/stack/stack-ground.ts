import type { ContextNeeds, GapSeverity } from '../rubric.ts';
import { slotSeverity } from './slot-severity.ts';
import { type StackCatalogue, stackCatalogue } from './stack-catalogue.ts';
import { type StackConstraint, stackConstraints } from './stack-constraints.ts';
import type { StackQuestion } from './stack-question.ts';

/** A category under a state. */
export interface GroundSlot {
  category: string;
  severity: GapSeverity;
  because: string;
  /** The product that was placed in it, by its place in the catalogue; null where none was, or it is not there. */
  placed: number | null;
  /** Whether something is to be put into it: it is needed, and nothing is placed. */
  isOpen: boolean;
  /** Every product of the category, in the order of slugs, and those that meet every constraint but placements. */
  all: readonly number[];
  passing: readonly number[];
}

/** What every answer about a stack starts from. Products are called by their place in the catalogue. */
export interface StackGround {
  catalogue: StackCatalogue;
  constraints: readonly StackConstraint[];
  context: ContextNeeds | null;
  /** In the rubric's order. */
  slots: readonly GroundSlot[];
  /** Whether a documented integration joins a product with one that is placed, or that passes and could fill an open slot. */
  canBeJoined: (product: number) => boolean;
}

/** Works out the ground of a question. */
export function stackGround(question: StackQuestion): StackGround {
  const { products, state, rubric } = question;
  const catalogue = stackCatalogue(products, rubric.stack);
  const constraints = stackConstraints(question);
  // Exclusions are many and each refuses one product: they are looked up and not asked one by one.
  const refusing = constraints.filter(({ id }) => !id.startsWith('in:') && !id.startsWith('out:'));
  const excluded = new Set(state.excluded);
  const placed = new Map(state.placed.map(({ category, slug }) => [category, catalogue.bySlug.get(slug) ?? null]));
  const slots = rubric.stack.layers
    .flatMap(({ categories }) => categories)
    .map((category): GroundSlot => {
      const all = catalogue.ofCategory.get(category.id) ?? [];
      const there = placed.get(category.id) ?? null;
      const standing = there !== null && all.includes(there) ? there : null;
      const { severity, because } = slotSeverity(category, state, rubric);
      return {
        ...{ category: category.id, severity, because, all },
        placed: standing,
        isOpen: severity !== 'not-required' && standing === null,
        passing: all.filter((place) => {
          const product = products[place];
          return (
            product !== undefined && !excluded.has(product.slug) && !refusing.some(({ refuses }) => refuses(product))
          );
        }),
      };
    });
  const partners = new Set(
    slots.flatMap((slot) => (slot.placed !== null ? [slot.placed] : slot.isOpen ? slot.passing : [])),
  );
  const canBeJoined = (product: number): boolean => {
    for (const other of catalogue.links[product]?.keys() ?? []) if (partners.has(other)) return true;
    return false;
  };
  const linked = state.linked
    ? slots.map((slot) => ({ ...slot, passing: slot.passing.filter((place) => canBeJoined(place)) }))
    : slots;
  const context = rubric.stack.contexts.find(({ id }) => id === state.context) ?? null;
  return { catalogue, constraints, context, slots: linked, canBeJoined };
}
