import type { PageOutcome } from '../../domain/closed-lists.ts';
import { PipelineError } from '../../errors.ts';

/** The page that decides how a crawl without any captured page is explained: the first source. */
export interface DecisivePage {
  url: string;
  finalUrl: string;
  outcome: PageOutcome;
  status: number | null;
  reason: string;
  /** What the network or the address check reported; empty where a page was answered. */
  cause: string;
}

interface Explanation {
  code: string;
  advice: string;
  retryable: boolean;
}

const unreachable: Explanation = {
  code: 'unreachable',
  advice: 'Check the address in a browser; if it opens there, run the analysis again later.',
  retryable: true,
};

const moved: Explanation = {
  code: 'moved',
  advice: 'Add the address where the documentation stands now as a source.',
  retryable: false,
};

const blocked: Explanation = {
  code: 'blocked',
  advice: 'Ask the operator of the site to let the crawler in, or use another address of the same documentation.',
  retryable: false,
};

const byOutcome: Record<PageOutcome, Explanation> = {
  captured: unreachable,
  'not-modified': unreachable,
  gone: {
    code: 'only-errors',
    advice: 'Check the address for a spelling mistake, or use the first page of the documentation.',
    retryable: false,
  },
  'soft-404': {
    code: 'only-errors',
    advice: 'Check the address for a spelling mistake, or use the first page of the documentation.',
    retryable: false,
  },
  blocked,
  'login-wall': {
    code: 'login-walled',
    advice: 'Only public documentation can be analysed: use an address that opens without signing in.',
    retryable: false,
  },
  moved,
  thin: {
    code: 'empty',
    advice: 'Use an address with the documentation itself, not a landing page without text.',
    retryable: false,
  },
  'robots-forbidden': {
    code: 'robots-forbidden',
    advice: 'Ask the operator of the site for permission, or use another address of the same documentation.',
    retryable: false,
  },
  'needs-javascript': {
    code: 'needs-javascript',
    advice: 'Look for a plain HTML, Markdown or printable edition of the documentation and use its address.',
    retryable: false,
  },
  'unsupported-type': {
    code: 'unsupported-type',
    advice: 'Use the address of an HTML, Markdown or plain text page, or of a PDF with text.',
    retryable: false,
  },
  'too-large': {
    code: 'too-large',
    advice: 'Use the address of a single page of the documentation.',
    retryable: false,
  },
  'timed-out': unreachable,
  failed: unreachable,
  cancelled: unreachable,
};

/** Where the network says more than the outcome does. */
const byCause: Record<string, Explanation> = {
  'private-address': {
    code: 'private-address',
    advice:
      'Use a public address; for a server of your own, list its host and port in ASSAY_ALLOW_HOSTS and start Assay again.',
    retryable: false,
  },
  scheme: { code: 'not-http', advice: 'Use an address that begins with https:// or http://.', retryable: false },
  'not-http': {
    code: 'not-http',
    advice: 'Use the address of a web site: what answered there does not speak HTTP.',
    retryable: false,
  },
  port: {
    code: 'port',
    advice:
      'Use an address on the usual ports 80 or 443; for a server of your own, list its host and port in ASSAY_ALLOW_HOSTS and start Assay again.',
    retryable: false,
  },
  userinfo: { code: 'userinfo', advice: 'Remove the user name and password from the address.', retryable: false },
  blocked,
};

/** The error for a crawl that got nothing at all, in words a person can act on. */
export function crawlFailure(page: DecisivePage): PipelineError {
  const explained = byCause[page.cause] ?? (page.status === 401 ? byOutcome['login-wall'] : byOutcome[page.outcome]);
  return new PipelineError({
    cause: explained.code,
    reason: `Nothing could be read from ${page.url}. ${page.reason}`,
    advice: explained.advice,
    retryable: explained.retryable,
    stage: 'fetch',
  });
}
