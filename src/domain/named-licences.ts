import type { LicenceExpression } from './licence-expression.ts';

/** Each licence that an expression names, with its exception. */
export function namedLicences(expression: LicenceExpression): Extract<LicenceExpression, { kind: 'one' }>[] {
  return expression.kind === 'one' ? [expression] : expression.parts.flatMap(namedLicences);
}
