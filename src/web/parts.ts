import type { CrawlPlan } from '../domain/crawl-plan.ts';
import type { Person } from '../domain/person.ts';
import type { PrintedPrompt, WantedPrompt } from '../domain/printed-prompt.ts';
import type { Vendor } from '../domain/vendor.ts';
import type { Log, Office, Queue } from '../ports.ts';

/** What the web application is made of; `main.ts` and tests build it, `createApp` only uses it. */
export interface WebParts {
  office: Office & { fourEyes: boolean };
  queue: Pick<Queue, 'ping' | 'counts'>;
  /** The address people use, without a trailing slash. */
  baseUrl: string;
  version: string;
  /** The stylesheet; its path holds its digest, so that it may be cached for ever. */
  stylesheet: { path: string; text: string };
  /** The analyst that a run without `--offline` uses: `offline`, or a model's id. */
  analyst: string;
  /** What a model would be asked about a vendor that is known. Throws `Refused` where there is nothing to ask. */
  printPrompt: (slug: string, wanted: WantedPrompt) => Promise<PrintedPrompt>;
  /** What a crawl of a vendor would read. */
  planCrawl: (vendor: Vendor) => Promise<CrawlPlan>;
  log: Log;
}

/** What a request carries along. */
export interface WebVariables {
  person: Person | null;
  /** Whether the person came by cookie, so that forgery from another site must be ruled out. */
  bySession: boolean;
  requestId: string;
}
