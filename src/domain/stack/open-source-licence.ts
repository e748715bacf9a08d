import { type LicenceExpression, licenceExpression } from '../licence-expression.ts';

/**
 * SPDX ids of licences that the Open Source Initiative has approved, as far as software is published under them today. What
 * is not listed counts as not open source: source-available licences such as BUSL-1.1, SSPL-1.0 and Elastic-2.0 are none.
 */
export const openSourceIds: readonly string[] =
  `0BSD AFL-3.0 AGPL-3.0-only AGPL-3.0-or-later Apache-1.1 Apache-2.0 APSL-2.0 Artistic-1.0 Artistic-2.0 BlueOak-1.0.0
  BSD-1-Clause BSD-2-Clause BSD-2-Clause-Patent BSD-3-Clause BSD-3-Clause-LBNL BSL-1.0 CAL-1.0 CDDL-1.0 CECILL-2.1
  CERN-OHL-P-2.0 CERN-OHL-S-2.0 CERN-OHL-W-2.0 CPAL-1.0 CPL-1.0 ECL-2.0 EFL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2
  GPL-2.0-only GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later HPND ICU IPL-1.0 ISC LGPL-2.0-only LGPL-2.0-or-later
  LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0-only LGPL-3.0-or-later LPL-1.02 LPPL-1.3c MIT MIT-0 MIT-Modern-Variant MPL-1.0
  MPL-1.1 MPL-2.0 MPL-2.0-no-copyleft-exception MS-PL MS-RL MulanPSL-2.0 NCSA NTP OFL-1.1 OLDAP-2.8 OSL-3.0 PHP-3.01
  PostgreSQL Python-2.0 QPL-1.0 SISSL UCL-1.0 Unicode-3.0 Unicode-DFS-2016 Unlicense UPL-1.0 W3C Zlib ZPL-2.1
  AGPL-3.0 GPL-2.0 GPL-3.0 LGPL-2.0 LGPL-2.1 LGPL-3.0`.split(/\s+/);

/**
 * SPDX exceptions that only permit more than their licence does. One that is not listed may take something away, as the
 * Commons Clause does, which is no SPDX exception but is written like one.
 */
export const permittingExceptions: readonly string[] =
  `Autoconf-exception-2.0 Autoconf-exception-3.0 Bison-exception-2.2 Bootloader-exception Classpath-exception-2.0
  CLISP-exception-2.0 FLTK-exception Font-exception-2.0 GCC-exception-2.0 GCC-exception-3.1 Libtool-exception
  Linux-syscall-note LLVM-exception OpenSSL-exception openvpn-openssl-exception Qt-GPL-exception-1.0
  Qt-LGPL-exception-1.1 Swift-exception Universal-FOSS-exception-1.0 WxWindows-exception-3.1`.split(/\s+/);

const approved = new Set(openSourceIds.map((id) => id.toLowerCase()));
const permissions = new Set(permittingExceptions.map((id) => id.toLowerCase()));

/**
 * Whether a licence is an open-source one. Of an SPDX expression with OR one part has to be, with AND each, and an exception
 * has to be a known one; what cannot be read is none.
 */
export function isOpenSource(licence: string): boolean {
  const text = licence.toLowerCase();
  // Asked of every product of a catalogue, nearly all of which have one licence.
  if (approved.has(text)) return true;
  const expression = licenceExpression(text);
  return expression !== null && isOpen(expression);
}

function isOpen(expression: LicenceExpression): boolean {
  if (expression.kind !== 'one')
    return expression.kind === 'any' ? expression.parts.some(isOpen) : expression.parts.every(isOpen);
  const { id, exception } = expression;
  return approved.has(id.replace(/\+$/, '')) && (exception === null || permissions.has(exception));
}
