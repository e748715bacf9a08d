import type { Ground } from './ground.ts';
import { type SuiteName, type SuiteResult, suiteNames } from './suite-result.ts';
import { agreement } from './suites/agreement.ts';
import { injection } from './suites/injection.ts';
import { ladder } from './suites/ladder.ts';
import { metamorphic } from './suites/metamorphic.ts';
import { quotes } from './suites/quotes.ts';

const suites: Record<SuiteName, (ground: Ground) => Promise<SuiteResult>> = {
  quotes,
  ladder,
  metamorphic,
  injection,
  agreement,
};

/** Runs one suite, or all of them in order. */
export async function runSuites(which: SuiteName | 'all', ground: Ground): Promise<SuiteResult[]> {
  const results: SuiteResult[] = [];
  for (const name of which === 'all' ? suiteNames : [which]) results.push(await suites[name](ground));
  return results;
}
