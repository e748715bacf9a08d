import { normalise } from '../normalise.ts';

/** A name in the one form in which names are compared: no trade marks, one case, as `normalise` writes it. */
function nameKey(name: string): string {
  return normalise(name.replace(/[™®©]/g, '')).toLowerCase();
}

/** Projects of that foundation are called with and without its name. */
function withoutFoundation(key: string): string {
  return key.replace(/^apache /, '');
}

/**
 * Which of the products a documented name means, as its place in the list: the one of exactly that name, else the one of
 * that slug, else, with and without "Apache", the one of that name. Null where none or several are called so: a part of
 * a name is never enough.
 */
export function productNames(products: readonly { slug: string; name: string }[]): (name: string) => number | null {
  const steps: Map<string, number | null>[] = [new Map(), new Map(), new Map()];
  products.forEach(({ slug, name }, place) => {
    const key = nameKey(name);
    for (const [step, each] of [key, slug, withoutFoundation(key)].entries()) {
      const called = steps[step];
      called?.set(each, called.has(each) ? null : place);
    }
  });
  const known = new Map<string, number | null>();
  return (name) => {
    const seen = known.get(name);
    if (seen !== undefined) return seen;
    const key = nameKey(name);
    const found = [key, key, withoutFoundation(key)].map((each, step) => steps[step]?.get(each));
    const meant = found.find((place) => place !== undefined) ?? null;
    known.set(name, meant);
    return meant;
  };
}
