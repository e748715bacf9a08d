import type { PageOutcome } from '../../domain/closed-lists.ts';

/** What came of a page, for people: the words, and whether it was read. */
export const pageWords: Record<PageOutcome, { words: string; read: boolean }> = {
  captured: { words: 'read', read: true },
  'not-modified': { words: 'unchanged since the last run', read: true },
  gone: { words: 'not there any more', read: false },
  'soft-404': { words: 'not there, though the host answered', read: false },
  moved: { words: 'moved to another site', read: false },
  blocked: { words: 'refused by the host', read: false },
  'login-wall': { words: 'behind a sign-in', read: false },
  thin: { words: 'without text worth a quote', read: false },
  'robots-forbidden': { words: 'forbidden by robots.txt', read: false },
  'needs-javascript': { words: 'empty without a browser', read: false },
  'unsupported-type': { words: 'of a kind that is not read', read: false },
  'too-large': { words: 'too large', read: false },
  'timed-out': { words: 'too slow', read: false },
  failed: { words: 'failed', read: false },
  cancelled: { words: 'not asked for: the run was stopped', read: false },
};
