import { UsageError } from '../errors.ts';

/** Reads `--budget`: dollars above zero, such as 1.50. Throws `UsageError` for anything else. */
export function budgetUsd(given: string): number {
  const usd = Number(given);
  if (/^\d+(\.\d+)?$/.test(given) && usd > 0) return usd;
  throw new UsageError(
    `--budget takes an amount of dollars above zero, such as 1.50; "${given}" is none. To spend nothing, use --offline.`,
  );
}
