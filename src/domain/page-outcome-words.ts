import type { PageOutcome } from './closed-lists.ts';

export interface OutcomeWords {
  /** After "the page": what came of it. */
  means: string;
  /** What a person can do about it, one sentence; empty where there is nothing to do. */
  advice: string;
  /** Whether text of the page that an earlier run read still stands: not reading a page says nothing of the product. */
  keepsEarlier: boolean;
}

const again = 'Run the analysis again later.';
const ask = 'Ask the operator of the site to let the crawler in, or add another address of the same text as a source.';
const spelling = 'If the page still matters, find where it stands now and add that address as a source.';

/** Every outcome of a page in words: what happened and what to do. */
export const pageOutcomeWords: Readonly<Record<PageOutcome, OutcomeWords>> = {
  captured: { means: 'was read', advice: '', keepsEarlier: false },
  'not-modified': { means: 'has not changed since it was read', advice: '', keepsEarlier: false },
  gone: { means: 'is no longer there', advice: spelling, keepsEarlier: true },
  blocked: { means: 'is kept from the crawler', advice: ask, keepsEarlier: true },
  'login-wall': {
    means: 'asks to sign in',
    advice: 'Only public text is read: add a public address of the same text as a source.',
    keepsEarlier: true,
  },
  moved: {
    means: 'leads elsewhere',
    advice: 'If the text now stands on another site, add its address there as a source.',
    keepsEarlier: true,
  },
  thin: {
    means: 'holds almost no text',
    advice: 'Look at it in a browser; its text may stand elsewhere.',
    keepsEarlier: true,
  },
  'soft-404': {
    means: 'says that it does not exist, though the host calls it found',
    advice: spelling,
    keepsEarlier: true,
  },
  'robots-forbidden': { means: 'is forbidden by the rules of its host', advice: ask, keepsEarlier: true },
  'needs-javascript': {
    means: 'shows its text only after running scripts',
    advice: 'Look for a plain HTML, Markdown or printable edition and add its address as a source.',
    keepsEarlier: true,
  },
  'unsupported-type': { means: 'is of a kind that is not read', advice: '', keepsEarlier: true },
  'too-large': { means: 'is larger than a page may be', advice: '', keepsEarlier: true },
  'timed-out': { means: 'did not come in time', advice: again, keepsEarlier: true },
  failed: { means: 'could not be read', advice: again, keepsEarlier: true },
  cancelled: { means: 'was not asked for', advice: again, keepsEarlier: false },
};

/** Outcomes that say that a page is no more where it was; of any other page, not reading it says nothing. */
export const vanishedOutcomes: ReadonlySet<PageOutcome> = new Set<PageOutcome>(['gone', 'soft-404', 'moved']);
