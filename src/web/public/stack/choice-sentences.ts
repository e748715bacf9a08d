import { isInvented } from '../../../domain/invented.ts';
import { contextResults } from '../../../domain/levels.ts';
import { listedWords } from '../../../domain/listed-words.ts';
import type { Stack } from '../../../domain/rubric.ts';
import type { StackProduct } from '../../../domain/stack/stack-product.ts';
import type { StackSlot } from '../../../domain/stack/stack-report.ts';
import type { StackShown } from './stack-shown.ts';

/** What choosing an industry means: which layers come first and last, and what it makes critical. */
export function industrySentence({ order, raises }: Stack['industries'][number], { layers }: Stack): string {
  const names = order.map((id) => layers.find((layer) => layer.id === id)?.name ?? id);
  const critical = layers.flatMap(({ categories }) => categories).filter(({ id }) => raises.includes(id));
  const raised = critical.length > 0 ? ` Makes ${listedWords(critical.map(({ name }) => lower(name)))} critical.` : '';
  return `Gaps in ${names[0]} come first, then ${names[1]}; ${names.at(-1)} last.${raised}`;
}

type Chosen = Pick<StackShown, 'products' | 'aside' | 'rubric'>;

/** A catalogue is asked by many pages before it changes. */
const counted = new WeakMap<readonly StackProduct[], Record<string, number>>();

/** How many products pass each context; of products of which invented ones were left out, how many real ones. */
export function passingOf({ products, aside, rubric: { stack } }: Chosen): Record<string, number> {
  const known = counted.get(products);
  if (known) return known;
  const passing: Record<string, number> = Object.fromEntries(stack.contexts.map(({ id }) => [id, 0]));
  for (const { card } of products) {
    if (aside.size > 0 && isInvented(card.homepage)) continue;
    for (const { id, inpact, goals } of contextResults(stack, card)) {
      if (inpact.pass && goals.pass) passing[id] = (passing[id] ?? 0) + 1;
    }
  }
  counted.set(products, passing);
  return passing;
}

/** A category's name inside a sentence: "policy engine (ABAC)", but "LLM access". */
export function lower(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}

/**
 * "2 of 3 pass", for a slot: how many products there are, and how many of them meet what is asked. `aside` are the invented
 * products that were left out, by category.
 */
export function passingWords(
  { passing, candidates, category }: Pick<StackSlot, 'passing' | 'candidates' | 'category'>,
  aside: StackShown['aside'],
): string {
  if (candidates === 0) return aside.has(category) ? 'nothing real published yet' : 'nothing published yet';
  if (passing === candidates) return `${candidates} to choose from`;
  if (passing > 0) return `${passing} of ${candidates} ${passing === 1 ? 'passes' : 'pass'}`;
  return candidates === 1 ? 'the only one does not pass' : `none of ${candidates} passes`;
}
