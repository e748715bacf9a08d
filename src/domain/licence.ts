import { z } from 'zod';

/** SPDX ids without a capital, a digit or a hyphen, of software in wide use; any other such word is taken for a slip. */
const smallIds: ReadonlySet<string> = new Set(['blessing', 'curl', 'gnuplot', 'libtiff', 'xinetd']);

/**
 * A licence as a person may write it: an SPDX id or expression such as `Apache-2.0` or `MIT OR Apache-2.0`, a name of its own
 * that starts with `LicenseRef-`, `proprietary` or `unknown`. Only the shape is checked; SPDX adds ids every few months.
 */
export const Licence = z
  .string()
  .trim()
  .max(60)
  .refine((text) => text === 'proprietary' || text === 'unknown' || text.split(/\s+(?:AND|OR|WITH)\s+/).every(isId), {
    error: 'must be an SPDX id such as Apache-2.0, or proprietary, or unknown',
  });

function isId(part: string): boolean {
  const id = part.replace(/^\(+|\)+$/g, '');
  return /^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(id) && (/[A-Z0-9-]/.test(id) || smallIds.has(id));
}
