import type { PlanCrawl } from '../actions/plan-vendor.ts';
import type { LookAtSite } from '../actions/preview-vendors.ts';
import type { RunEstimate } from '../domain/estimate-run.ts';
import type { Person } from '../domain/person.ts';
import type { PrintedPrompt, WantedPrompt } from '../domain/printed-prompt.ts';
import type { Producer } from '../domain/producer.ts';
import type { ServerSetting } from '../domain/server-setting.ts';
import type { SpendingCaps } from '../domain/spending.ts';
import type { UpgradeShadow } from '../domain/upgrade-shadow.ts';
import type { Holder, Log, Office, Queue, WebhookSender } from '../ports.ts';
import type { ClientAddress } from './client-address.ts';

/** How a new version of Assay is tried on what is stored. Throws `Refused` where there is nothing to try it on. */
export interface UpgradesOnTrial {
  producer: (offline: boolean) => Producer;
  shadow: (request: { slug: string; offline: boolean; ask: boolean; budgetUsd?: number }) => Promise<UpgradeShadow>;
}

/** What the web application is made of; `main.ts` and tests build it, `createApp` only uses it. */
export interface WebParts {
  office: Office & { fourEyes: boolean };
  queue: Pick<Queue, 'ping' | 'counts' | 'board'>;
  /** The address people use, without a trailing slash. */
  baseUrl: string;
  version: string;
  /** The stylesheet; its path holds its digest, so that it may be cached for ever. */
  stylesheet: { path: string; text: string };
  /** The analyst that a run without `--offline` uses: `offline`, or a model's id. */
  analyst: string;
  /** How this server is set, for its administrators. */
  server: { settings: ServerSetting[]; caps: SpendingCaps; database: 'embedded' | 'PostgreSQL'; redis: boolean };
  /** What a model would be asked about a vendor that is known. Throws `Refused` where there is nothing to ask. */
  printPrompt: (slug: string, wanted: WantedPrompt) => Promise<PrintedPrompt>;
  /** Upgrades over stored pages: who would make them, and what they would change. */
  upgrades: UpgradesOnTrial;
  /** A short look at a site that nobody has decided to analyse yet. */
  lookAtSite: LookAtSite;
  /** What the analysis of so many pages would read and cost. */
  estimate: (pages: number) => RunEstimate;
  /** What a crawl would read, and what the site says of itself. */
  planCrawl: PlanCrawl;
  webhookSender: Pick<WebhookSender, 'problem'>;
  clientAddress: ClientAddress;
  log: Log;
  /** Set where public pages are made for a copy that stands without a server; null for an address that nobody said. */
  copy?: { site: string | null };
}

/** What a request carries along. */
export interface WebVariables {
  person: Person | null;
  /** Whether the person came by cookie, so that forgery from another site must be ruled out. */
  bySession: boolean;
  /** The live session or token that the request came with. */
  holder: Holder | null;
  /** Why the token that the request carried counts for nothing, as a sentence; null where it does, or there was none. */
  refusedToken: string | null;
  /** Why the session that the request came with counts for nothing, as a sentence; null where it does, or there was none. */
  endedSession: string | null;
  /** Drafts that wait for a reviewer, counted for pages of people who could take one. */
  waiting: number | undefined;
  requestId: string;
}
