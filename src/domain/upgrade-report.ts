import type { UpgradeShadow } from './upgrade-shadow.ts';

/** One dimension, with the products whose level would be another one. */
export interface MovedDimension {
  id: string;
  moves: { slug: string; before: number | null; after: number | null }[];
}

/** What an upgrade would change over all products that it was tried on. */
export interface UpgradeReport {
  products: UpgradeShadow[];
  untouched: number;
  changed: number;
  incomplete: number;
  /** In code-unit order of their ids. */
  dimensions: MovedDimension[];
  /** What was spent on a model, and what the unanswered questions would take; dollars are null without a known price. */
  cost: { usd: number | null; unasked: number; unaskedTokens: number; unaskedUsd: number | null };
}

/** The products' results as one report, by dimension. */
export function upgradeReport(products: readonly UpgradeShadow[]): UpgradeReport {
  const count = (wanted: UpgradeShadow['outcome']) => products.filter(({ outcome }) => outcome === wanted).length;
  // What an unanswered question would have changed is not known, so nothing of that product is told by dimension.
  const told = products.filter(({ outcome }) => outcome === 'changed');
  const ids = [...new Set(told.flatMap(({ dimensions }) => dimensions.map(({ id }) => id)))].sort();
  const sum = (of: (cost: UpgradeShadow['cost']) => number | null): number | null =>
    products.reduce<number | null>((total, { cost }) => {
      const own = of(cost);
      return total === null || own === null ? null : total + own;
    }, 0);
  return {
    products: [...products],
    untouched: count('same'),
    changed: count('changed'),
    incomplete: count('incomplete'),
    dimensions: ids.map((id) => ({
      id,
      moves: told.flatMap(({ slug, dimensions }) =>
        dimensions.flatMap(({ id: own, before, after }) => (own === id ? [{ slug, before, after }] : [])),
      ),
    })),
    cost: {
      usd: sum(({ usd }) => usd),
      unasked: sum(({ unasked }) => unasked) ?? 0,
      unaskedTokens: sum(({ unaskedTokens }) => unaskedTokens) ?? 0,
      unaskedUsd: sum(({ unaskedUsd }) => unaskedUsd),
    },
  };
}
