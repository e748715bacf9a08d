import type { PageText } from '../../domain/page-text.ts';

/** Signs are looked for in this much of a body: heads and forms stand early, and the scan stays cheap. */
const scannedBytes = 200_000;
/** A redirect stands in the head. Each opened tag is read on to its limit, so the room for them is kept small. */
const refreshWithin = 20_000;
/** A page with more text than this is a page, whatever words stand in its title. */
const shortText = 1_500;

/** Whether a path is that of a sign-in page. Documentation *about* signing in usually has more path around the word. */
export function isSignInAddress(url: string): boolean {
  const { hostname, pathname } = new URL(url);
  if (/^(login|signin|sso|auth|accounts?|id|idp)\./.test(hostname)) return true;
  return /(^|\/)(log-?in|sign-?in|sso|saml2?|oauth2?|session\/new|sessions\/new|users\/sign_in|account\/login)(\.\w{2,5})?\/?$/i.test(
    pathname,
  );
}

/** The start of a body as text, for the signs below; markup is ASCII, so the exact encoding does not matter. */
export function bodyStart(body: Uint8Array): string {
  return Buffer.from(body.subarray(0, scannedBytes)).toString('latin1');
}

/** Headers by which the well-known firewalls say themselves that they challenge. */
const challengeHeaders: [name: string, value: RegExp][] = [
  ['cf-mitigated', /challenge/i],
  ['x-amzn-waf-action', /challenge|captcha/i],
  ['x-vercel-mitigated', /challenge/i],
];

/** A page that asks whether the reader is a human. */
export function isChallenge(start: string, headers: Record<string, string>): boolean {
  if (challengeHeaders.some(([name, value]) => value.test(headers[name] ?? ''))) return true;
  return (
    /<title>[^<]{0,60}(just a moment|attention required|verify you are human|are you a robot|not a bot|security checkpoint|website firewall|access denied|bot verification|security check)/i.test(
      start,
    ) ||
    /(cf-chl-|challenge-platform\/h|_incapsula_resource|px-captcha|awswafintegration|ddos-guard\/js-challenge|captcha-delivery\.com|anubis_challenge|checking your browser before)/i.test(
      start,
    )
  );
}

/** A form that asks for a password on a page that says little else. */
export function isSignInForm(start: string, text: PageText): boolean {
  return text.text.length < shortText && /<input\b[^<>]{0,400}\btype\s{0,20}=\s{0,20}["']?password/i.test(start);
}

/** A page that answers 200 and says that it does not exist. */
export function saysNotFound(text: PageText): boolean {
  if (text.text.length >= shortText) return false;
  const words =
    /(page|document|file|content|url) (you requested |you were looking for |you are looking for )?(was |could |can ?)?(not|n.t) (be )?(found|exist)|\b404\b.{0,30}not found|not found.{0,30}\b404\b|could ?(not|n.t) find (the|that|this|your) page|page does(n.t| not) exist/i;
  return (
    /^\s*(error )?404\b|\bpage not found\b|^not found$/i.test(text.title.trim()) || words.test(text.text.slice(0, 600))
  );
}

/** Where `<meta http-equiv="refresh">` sends the reader, or null. */
export function refreshTarget(start: string, base: string): string | null {
  const tag = /<meta\b[^<>]{0,200}http-equiv\s{0,20}=\s{0,20}["']?refresh["']?[^<>]{0,2200}>/i.exec(
    start.slice(0, refreshWithin),
  )?.[0];
  const target = tag ? /url\s*=\s*["']?([^"'>\s]{1,2048})/i.exec(tag)?.[1] : undefined;
  return target && URL.canParse(target, base) ? new URL(target, base).href : null;
}

/** What makes two pages say the same: title and text without white space and without the address they were asked at. */
export function textSignature(text: PageText, url: string): string {
  const { pathname } = new URL(url);
  return `${text.title}\n${text.text}`.replaceAll(url, '').replaceAll(pathname, '').replace(/\s+/g, ' ').trim();
}
