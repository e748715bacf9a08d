import { z } from 'zod';
import { licenceExpression } from './licence-expression.ts';
import { namedLicences } from './named-licences.ts';
import { spdxSpelling } from './spdx-spelling.ts';

/** SPDX ids without a capital, a digit or a hyphen, of software in wide use; any other such word is taken for a slip. */
const smallIds: ReadonlySet<string> = new Set(['blessing', 'curl', 'gnuplot', 'libtiff', 'xinetd']);

/** What people write where they know the kind of licence only. None is an SPDX id. */
const kinds: ReadonlySet<string> = new Set(
  'closed closed-source commercial custom enterprise free freeware none open-source other proprietary saas source-available unknown'.split(
    ' ',
  ),
);

/**
 * A licence as a person may write it: an SPDX id or expression such as `Apache-2.0` or `MIT OR Apache-2.0`, a name of its own
 * that starts with `LicenseRef-`, `proprietary` or `unknown`. Only the shape is checked; SPDX adds ids every few months.
 */
export const Licence = z
  .string()
  .trim()
  .max(60)
  .overwrite((text) => (isWord(text) ? text.toLowerCase() : spdxSpelling(text)))
  .refine((text) => isWord(text) || isExpression(text), {
    error: 'must be an SPDX id such as Apache-2.0, or proprietary, or unknown; any other begins with LicenseRef-',
  });

function isWord(text: string): boolean {
  return /^(proprietary|unknown)$/i.test(text);
}

function isExpression(text: string): boolean {
  const expression = licenceExpression(text);
  if (!expression) return false;
  return namedLicences(expression).every(({ id, exception }) => isId(id) && (exception === null || isId(exception)));
}

function isId(id: string): boolean {
  if (kinds.has(id.toLowerCase())) return false;
  return /^[A-Za-z0-9][A-Za-z0-9.-]*\+?$/.test(id) && (/[A-Z0-9-]/.test(id) || smallIds.has(id));
}
