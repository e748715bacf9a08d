import type { Stack } from '../rubric.ts';

/** A condition under which the rubric needs a category that it otherwise does not. */
export interface StackCondition {
  /** Of the rubric's words: it is the same for as long as they are. */
  id: string;
  /** As the rubric says it, such as "services exchange events". */
  text: string;
  /** Ids of the categories that it makes needed. */
  categories: string[];
}

/** Every condition of the rubric, once, in the order of its categories. */
export function stackConditions({ layers }: Stack): StackCondition[] {
  const found = new Map<string, StackCondition>();
  for (const { id, only } of layers.flatMap(({ categories }) => categories)) {
    if (only === '') continue;
    const condition = found.get(only) ?? { id: conditionId(only), text: only, categories: [] };
    condition.categories.push(id);
    found.set(only, condition);
  }
  return [...found.values()];
}

/** The id of a condition, from the rubric's words. */
export function conditionId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
