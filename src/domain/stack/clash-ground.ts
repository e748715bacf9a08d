import type { OptionLink } from './choice-model.ts';
import { choiceWorth, modelSize } from './choice-worth.ts';
import { type SearchWork, spend } from './search-work.ts';
import type { Possibility } from './smallest-clash.ts';
import type { ConstraintId } from './stack-constraint.ts';
import type { GroundSlot, StackGround } from './stack-ground.ts';
import { startingChoice } from './starting-choice.ts';

type Kept = ReadonlySet<ConstraintId>;

/** What is possible under some of a state's constraints. */
export interface ClashGround {
  /** Products of a slot that could stand in it under these alone, by their place in the catalogue. */
  possibleIn: (slot: GroundSlot, kept: Kept) => number[];
  /** Whether any could; `unknown` once the work has run out. */
  isPossibleIn: (slot: GroundSlot, kept: Kept) => Possibility;
  /** Whether all of these slots can be filled at once; `unknown` where the work ran out. */
  possibleAtOnce: (slots: readonly GroundSlot[], kept: Kept) => Possibility;
}

/** What filled the wanted slots at once: one product a slot. */
interface Witness {
  products: readonly number[];
  /** Whether each has a link to another of them. */
  isLinked: boolean;
}

/** Witnesses that are tried before anything is searched: those found last nearly always are enough. */
const mostWitnesses = 24;

/** Works out which product each constraint refuses, once. */
export function clashGround({ catalogue, constraints, slots }: StackGround, work: SearchWork): ClashGround {
  // Whatever is asked, only what is needed or has something placed in it takes part: a category that is not needed joins nobody.
  const taking = slots.filter(({ isOpen, placed }) => isOpen || placed !== null);
  const slotOf = new Map(taking.flatMap((slot) => slot.all.map((product): [number, GroundSlot] => [product, slot])));
  // Exclusions and placements are many, and each is about one product or one category: only those that may refuse are asked.
  const general = constraints.filter(({ id }) => !id.startsWith('out:') && !id.startsWith('in:'));
  const special = new Map(constraints.filter((each) => !general.includes(each)).map((each) => [each.id, each]));
  const refusals: (readonly ConstraintId[] | undefined)[] = [];
  const refusedBy = (place: number): readonly ConstraintId[] => {
    const known = refusals[place];
    if (known) return known;
    const product = catalogue.products[place];
    if (!product) return [];
    spend(work, general.length * lookUp);
    const own = [special.get(`out:${product.slug}`), special.get(`in:${product.card.category}`)];
    const found = [...general, ...own].flatMap((each) => (each?.refuses(product) ? [each.id] : []));
    refusals[place] = found;
    return found;
  };
  const linksOf = (place: number): ReadonlyMap<number, 1 | 2> => catalogue.links[place] ?? nobody;
  const passes = (place: number, kept: Kept): boolean => !refusedBy(place).some((id) => kept.has(id));
  /** What is placed stands whether it passes or not: that is a clash of its own slot, not of those that it joins. */
  const joins = (place: number, kept: Kept): boolean => {
    const slot = slotOf.get(place);
    return slot !== undefined && (slot.placed === place || passes(place, kept));
  };
  const isJoined = (place: number, kept: Kept): boolean => {
    for (const other of linksOf(place).keys()) {
      spend(work, lookUp);
      if (joins(other, kept)) return true;
    }
    return false;
  };
  const couldStand = (place: number, kept: Kept): boolean => {
    spend(work, lookUp);
    return passes(place, kept) && (!kept.has('linked') || isJoined(place, kept));
  };

  const kinds = new Map<GroundSlot, readonly (readonly ConstraintId[])[]>();
  /** By what the products of a slot are refused, each set once: many products, few sets. */
  const kindsOf = (slot: GroundSlot): readonly (readonly ConstraintId[])[] => {
    const found = kinds.get(slot) ?? [
      ...new Map(slot.all.map((place) => [refusedBy(place).join(' '), refusedBy(place)])).values(),
    ];
    kinds.set(slot, found);
    return found;
  };
  const isEmptied = (slot: GroundSlot, kept: Kept): boolean => {
    spend(work, kindsOf(slot).length);
    return kindsOf(slot).every((refused) => refused.some((id) => kept.has(id)));
  };

  const sorted = new Map<GroundSlot, readonly number[]>();
  /** The products of a slot, those with most links first. */
  const mostLinked = (slot: GroundSlot): readonly number[] => {
    const found = sorted.get(slot) ?? [...slot.all].sort((a, b) => linksOf(b).size - linksOf(a).size);
    sorted.set(slot, found);
    return found;
  };

  const witnesses: Witness[] = [];
  const remember = (products: readonly number[]): void => {
    const there = new Set(products);
    const isLinked = products.every((product) => [...linksOf(product).keys()].some((other) => there.has(other)));
    spend(
      work,
      products.reduce((sum, product) => sum + linksOf(product).size, 0),
    );
    witnesses.unshift({ products, isLinked });
    if (witnesses.length > mostWitnesses) witnesses.pop();
  };
  const isWitnessed = (kept: Kept): boolean =>
    witnesses.some(({ products, isLinked }) => {
      spend(work, products.length);
      return (isLinked || !kept.has('linked')) && products.every((product) => passes(product, kept));
    });

  return {
    possibleIn: ({ all }, kept) => all.filter((place) => couldStand(place, kept)),
    isPossibleIn: ({ all }, kept) => {
      if (work.left <= 0) return 'unknown';
      return all.some((place) => couldStand(place, kept)) ? 'yes' : 'no';
    },
    possibleAtOnce: (wanted, kept) => {
      if (isWitnessed(kept)) return 'yes';
      if (wanted.some((slot) => isEmptied(slot, kept))) return 'no';
      if (work.left <= 0) return 'unknown';
      spend(
        work,
        wanted.reduce((sum, { all }) => sum + all.length * lookUp, 0),
      );
      const left = wanted.map((slot) => mostLinked(slot).filter((place) => passes(place, kept)));
      if (!kept.has('linked')) {
        remember(left.flatMap(([first]) => first ?? []));
        return 'yes';
      }
      // Those with most links nearly always do, and what is possible with some is possible with all.
      const best = left.map((products) => products.slice(0, few));
      // One hard question may take half of what work is left, so that the next ones have some.
      const part: SearchWork = { left: work.left / 2 };
      const before = part.left;
      const some = allLinked(best, part);
      const found = some === 'no' ? allLinked(left, part) : some;
      spend(work, before - part.left);
      if (found === 'no' || found === 'unknown') return found;
      remember(found);
      return 'yes';
    },
  };

  /** One product for each slot so that each has a link to another of them; `no` where there are none. */
  function allLinked(wanted: readonly (readonly number[])[], part: SearchWork): readonly number[] | 'no' | 'unknown' {
    const products = wanted.flat();
    const optionOf = new Map(products.map((product, option) => [product, option]));
    const linksTo = (product: number): OptionLink[] => {
      const found: OptionLink[] = [];
      for (const other of linksOf(product).keys()) {
        const to = optionOf.get(other);
        if (to !== undefined) found.push({ to, weight: 0 });
      }
      return found;
    };
    spend(
      part,
      products.reduce((sum, product) => sum + (1 + linksOf(product).size) * lookUp, 0),
    );
    const model = {
      slots: wanted.map((each) => each.map((product) => optionOf.get(product) ?? 0)),
      gain: products.map(() => 0),
      links: products.map(linksTo),
      needsLink: products.map(() => true),
    };
    spend(part, modelSize(model));
    const found = startingChoice(model, part) ?? choiceWorth(0, model, { work: part, anyOfEqual: true });
    if (found) return found.picks.map((option) => products[option] ?? -1);
    return part.left > 0 ? 'no' : 'unknown';
  }
}

const nobody: ReadonlyMap<number, 1 | 2> = new Map();

/** How many products of a slot are tried before all of them. */
const few = 12;

/** What looking a product or a link up costs, in options and links of a model that is made already. */
const lookUp = 6;
