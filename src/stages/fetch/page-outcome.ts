import type { PageOutcome } from '../../domain/closed-lists.ts';
import type { PageText } from '../../domain/page-text.ts';
import type { HttpReply } from '../../ports.ts';
import { isChallenge, isSignInAddress, isSignInForm, saysNotFound, textSignature } from './page-signs.ts';

export interface Verdict {
  outcome: PageOutcome;
  /** One sentence; empty for pages that were read. */
  reason: string;
}

/** Why a hop was not allowed: another site, the host's robots.txt, or a host whose robots.txt nobody could read. */
export type Stopped = 'off-site' | 'robots' | 'closed';

/** Fewer characters of main text are a heading or a list of links, and hold no sentence worth a quote. */
const thinCharacters = 100;

const byStatus: Record<number, Verdict> = {
  204: { outcome: 'thin', reason: 'The host answered 204: there is no content.' },
  401: { outcome: 'blocked', reason: 'The host answered 401: it wants credentials.' },
  403: { outcome: 'blocked', reason: 'The host answered 403: it does not let the crawler read this page.' },
  404: { outcome: 'gone', reason: 'The host answered 404: there is no such page.' },
  410: { outcome: 'gone', reason: 'The host answered 410: the page was removed.' },
  429: { outcome: 'blocked', reason: 'The host kept answering 429: it received too many requests.' },
  451: { outcome: 'blocked', reason: 'The host answered 451: the page is withheld for legal reasons.' },
};

/** What an answer means before its text is read; null where only the text can tell. */
export function verdictOfReply(
  reply: HttpReply,
  asked: { url: string; known: boolean; stopped: Stopped | null },
): Verdict | null {
  if (reply.kind === 'refused') return verdictOfRefusal(reply, asked.stopped);
  if (reply.kind !== 'answer') return { outcome: reply.kind, reason: reply.reason };
  if (reply.status === 304) {
    return asked.known
      ? { outcome: 'not-modified', reason: '' }
      : { outcome: 'failed', reason: 'The host answered 304 (not modified) although nothing was known of the page.' };
  }
  const start = Buffer.from(reply.body.subarray(0, 20_000)).toString('latin1');
  // Some answer 202 or 405 with a challenge.
  if ([202, 401, 403, 405, 429, 503].includes(reply.status) && isChallenge(start, reply.headers)) return challenge;
  const known = byStatus[reply.status];
  if (known) return known;
  if (reply.status < 200 || reply.status >= 300) {
    return { outcome: 'failed', reason: `The host answered ${reply.status}.` };
  }
  if (reply.url !== asked.url && isSignInAddress(reply.url) && !isSignInAddress(asked.url)) return signIn(reply.url);
  return null;
}

/** What a received page is, by its text. `nonsense` is the signature of the host's answer to a made-up address. */
export function verdictOfText(page: {
  url: string;
  start: string;
  headers: Record<string, string>;
  read: { text: PageText | null; reason: string };
  nonsense: string | null;
}): Verdict {
  const { text, reason } = page.read;
  if (text === null) return { outcome: 'failed', reason: reason || 'The page could not be read within its limits.' };
  if (text.text.length < 1_500 && isChallenge(page.start, page.headers)) return challenge;
  if (isSignInForm(page.start, text))
    return { outcome: 'login-wall', reason: 'The page is a form that asks to sign in.' };
  if (text.needsJavascript) {
    return {
      outcome: 'needs-javascript',
      reason: 'The page shows its text only after running scripts, which the crawler does not do.',
    };
  }
  if (saysNotFound(text))
    return { outcome: 'soft-404', reason: 'The host answered 200, but the page says that it was not found.' };
  if (page.nonsense !== null && textSignature(text, page.url) === page.nonsense) {
    return { outcome: 'soft-404', reason: 'The host sends the same page for addresses that do not exist.' };
  }
  const characters = text.text.trim().length;
  if (characters < thinCharacters) {
    return { outcome: 'thin', reason: `The page has only ${characters} characters of main text.` };
  }
  return { outcome: 'captured', reason: '' };
}

const challenge: Verdict = { outcome: 'blocked', reason: 'The host asks for proof that the reader is a person.' };

function signIn(url: string): Verdict {
  return { outcome: 'login-wall', reason: `The page redirects to a sign-in page at ${new URL(url).host}.` };
}

function verdictOfRefusal(reply: { cause: string; url: string; reason: string }, stopped: Stopped | null): Verdict {
  if (reply.cause !== 'not-allowed') return { outcome: 'failed', reason: reply.reason };
  if (stopped === 'robots')
    return { outcome: 'robots-forbidden', reason: 'The robots.txt of the host forbids this address.' };
  if (stopped === 'closed')
    return { outcome: 'failed', reason: `The robots.txt of ${new URL(reply.url).host} could not be read.` };
  if (isSignInAddress(reply.url)) return signIn(reply.url);
  return {
    outcome: 'moved',
    reason: `The page redirects to ${reply.url.slice(0, 200)}, which is outside of this site.`,
  };
}
