import type { Analysis, Flag } from './analysis.ts';
import { deniedBySupport } from './denied-by-support.ts';
import { checksOf } from './edit-places.ts';
import type { Evidence } from './evidence.ts';

/** A warning at each check that is contradicted while all its quotes speak for it: it is decided on more than they say. */
export function supportedDenials(analysis: Analysis, { checks }: Pick<Evidence, 'checks'>): Flag[] {
  const offered = new Map(checks.map(({ check, quotes }) => [check, quotes]));
  return checksOf(analysis).flatMap(({ path, check }): Flag[] => {
    const message = deniedBySupport(check, offered.get(check.id) ?? []);
    return message === null ? [] : [{ kind: 'claim-stronger-than-quote', severity: 'warns', target: path, message }];
  });
}
