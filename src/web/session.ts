import type { MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { holderOf } from '../actions/accounts.ts';
import { Refused } from '../errors.ts';
import type { Holder } from '../ports.ts';
import type { WebParts, WebVariables } from './parts.ts';

/** `__Host-` binds the cookie to this host and to secure origins; browsers count loopback as one. */
const cookieName = '__Host-assay';

/**
 * Finds out who asks: by bearer token, else by session cookie, else nobody. Tokens count at the API only, where every route
 * states its scope; pages are for people.
 */
export function whoAsks(parts: WebParts): MiddlewareHandler<{ Variables: WebVariables }> {
  return async (c, next) => {
    const token = bearerToken(c.req.header('authorization'));
    const cookie = getCookie(c, cookieName);
    const byToken = token !== null && c.req.path.startsWith('/api/');
    const kind = byToken ? 'token' : 'session';
    const secret = byToken ? token : cookie;
    const holder = secret ? await holderOf(parts.office, kind, secret) : null;
    const live = holder?.state === 'live' ? holder : null;
    c.set('holder', live);
    c.set('person', live?.person ?? null);
    c.set('bySession', !byToken && cookie !== undefined);
    c.set('refusedToken', byToken && !live ? whyNot(holder) : null);
    c.set('endedSession', !byToken && cookie !== undefined && !live ? whyEnded(holder) : null);
    await next();
  };
}

function whyNot(holder: Holder | null): string {
  // What takes a token away leaves nothing that tells why.
  if (holder?.state !== 'expired') {
    return 'This token is not known here: it was mistyped or revoked, its account was deactivated, or it is of another server.';
  }
  return `The token "${holder.label}" expired on ${holder.expiresAt.slice(0, 10)}.`;
}

function whyEnded(holder: Holder | null): string {
  // What ends a session early takes it away, and does not say which of these it was; another server's was never here.
  if (holder?.state !== 'expired') {
    return 'Your session is not known here any more: it was signed out, your role or password was changed, your account was deactivated, or it belongs to another Assay.';
  }
  return `Your session expired on ${holder.expiresAt.slice(0, 10)}.`;
}

/**
 * Refuses a state change that another site sent through a person's browser: the browser itself says where a request
 * comes from (`Sec-Fetch-Site`, else `Origin`). Requests by token carry no cookie and need no such proof.
 */
export function sameSiteOnly(parts: WebParts): MiddlewareHandler<{ Variables: WebVariables }> {
  const own = new URL(parts.baseUrl).origin;
  return async (c, next) => {
    const safe = c.req.method === 'GET' || c.req.method === 'HEAD';
    // Not any Authorization header: one that a proxy adds comes along with a forged request and its cookie.
    const token = bearerToken(c.req.header('authorization')) !== null && c.req.path.startsWith('/api/');
    // Without a session nobody can be acted for: the API then says that a token is missing, which helps a program more.
    const nobody = !c.get('bySession') && c.req.path.startsWith('/api/');
    if (safe || token || nobody) return next();
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const same = site === undefined ? origin === own || origin === new URL(c.req.url).origin : site === 'same-origin';
    if (same) return next();
    throw new Refused({
      status: 403,
      code: 'other-site',
      message: 'This request did not come from a page of Assay, so nothing was changed.',
      advice: 'Open the page here and use its own buttons; programs use a token.',
    });
  };
}

function bearerToken(header: string | undefined): string | null {
  return /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1] ?? null;
}

type Cookies = Parameters<typeof setCookie>[0];

/** Gives the browser its session. `seconds` is the session's life. */
export function startSession(c: Cookies, secret: string, seconds: number): void {
  setCookie(c, cookieName, secret, { path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: seconds });
}

/** The session's secret, if the browser has one. */
export function sessionSecret(c: Cookies): string | null {
  return getCookie(c, cookieName) ?? null;
}

/** Takes the session from the browser. */
export function endSession(c: Cookies): void {
  deleteCookie(c, cookieName, { path: '/', secure: true });
}
