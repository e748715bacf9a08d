import type { UpgradeReport } from '../domain/upgrade-report.ts';

/**
 * Of an estimate, what is asked leave for. While a call is under way its longest reply is set aside, so that the last
 * calls need room beyond what all come to; over the invented product that is 0.97 of the estimate.
 */
const room = 1.5;

/** The smallest amount that is counted: of an empty purse, so that kept replies answer and no call is made. */
const nothingUsd = 0.000_001;

/** What one command may still spend on a model, over all products together. */
export interface Purse {
  /** Dollars; null where the model has no known price, so that no sum in dollars can hold. */
  readonly left: number | null;
  /** Takes off what was spent, in dollars. */
  spend(usd: number | null): void;
  /** The budget of the next request, as the API takes it. */
  budget(): { budgetUsd?: number };
}

/** A purse with so much in it. */
export function purseOf(usd: number | null): Purse {
  let left = usd;
  return {
    get left() {
      return left;
    },
    spend(spent) {
      if (left !== null) left = Math.max(0, left - (spent ?? 0));
    },
    budget: () => (left === null ? {} : { budgetUsd: Math.max(left, nothingUsd) }),
  };
}

/** What is asked leave for where no budget was named: nothing where all is answered, in dollars; null without a price. */
export function wantedUsd({ unaskedUsd }: UpgradeReport['cost']): number | null {
  return unaskedUsd === null ? null : unaskedUsd * room;
}
