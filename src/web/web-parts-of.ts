import { sha256 } from '../domain/digest.ts';
import { estimateRun } from '../domain/estimate-run.ts';
import type { ServerSetting } from '../domain/server-setting.ts';
import type { ModelPrice, SpendingCaps } from '../domain/spending.ts';
import { UsageError } from '../errors.ts';
import type { Log, Office, Queue } from '../ports.ts';
import { clientAddressBehind } from './client-address.ts';
import type { WebParts } from './parts.ts';

interface Product {
  office: Office;
  queue: Pick<Queue, 'ping' | 'counts' | 'board'>;
  version: string;
  log: Log;
  analyst: string;
  fourEyes: boolean;
  printPrompt: WebParts['printPrompt'];
  upgrades: WebParts['upgrades'];
  lookAtSite: WebParts['lookAtSite'];
  price: ModelPrice | null;
  embedded: boolean;
  config: {
    shown: ServerSetting[];
    caps: SpendingCaps;
    redisUrl: string | null;
    trustedProxies: number | readonly string[];
  };
  planCrawl: WebParts['planCrawl'];
  webhookSender: WebParts['webhookSender'];
}

interface Served {
  baseUrl: string;
  /** The stylesheet's text. */
  stylesheet: string;
}

/**
 * What the web application needs, from the composed product. Throws `UsageError` for a base address on which browsers
 * would silently drop the session cookie: it must be https, or on this machine.
 */
export function webPartsOf(product: Product, { baseUrl, stylesheet }: Served): WebParts {
  const { protocol, hostname } = new URL(baseUrl);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  if (protocol !== 'https:' && !loopback) {
    throw new UsageError(
      `ASSAY_BASE_URL is ${baseUrl}: over plain http, browsers keep a secure session only for this machine itself. Put a proxy with https in front and set ASSAY_BASE_URL to its https address.`,
    );
  }
  return {
    office: { ...product.office, fourEyes: product.fourEyes },
    queue: product.queue,
    baseUrl,
    version: product.version,
    analyst: product.analyst,
    stylesheet: { path: `/assets/assay-${sha256(stylesheet).slice(0, 12)}.css`, text: stylesheet },
    printPrompt: product.printPrompt,
    upgrades: product.upgrades,
    server: {
      settings: product.config.shown,
      caps: product.config.caps,
      database: product.embedded ? 'embedded' : 'PostgreSQL',
      redis: product.config.redisUrl !== null,
    },
    lookAtSite: product.lookAtSite,
    estimate: (pages) => estimateRun(pages, { price: product.price, caps: product.config.caps }),
    planCrawl: product.planCrawl,
    webhookSender: product.webhookSender,
    clientAddress: clientAddressBehind(product.config.trustedProxies),
    log: product.log,
  };
}
