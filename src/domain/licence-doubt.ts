import { licenceExpression } from './licence-expression.ts';
import { namedLicences } from './named-licences.ts';
import { isOpenSource } from './stack/open-source-licence.ts';

/**
 * What to look at where a licence is none that counts as open source: it may be a slip. Null where there is nothing, and for
 * names of their own (`LicenseRef-`), which nobody else spells.
 */
export function licenceDoubt(licence: string): string | null {
  if (/^(proprietary|unknown)?$/i.test(licence.trim()) || isOpenSource(licence)) return null;
  const expression = licenceExpression(licence);
  const isKnown = ({ id, exception }: { id: string; exception: string | null }): boolean =>
    id.startsWith('LicenseRef-') || isOpenSource(exception === null ? id : `${id} WITH ${exception}`);
  if (expression && namedLicences(expression).every(isKnown)) return null;
  return `"${licence}" is none of the open-source licences that Assay knows and counts as none: check how SPDX spells it.`;
}
