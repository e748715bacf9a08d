import type { Producer } from '../domain/producer.ts';
import { defaultBudgets, type Run } from '../domain/run.ts';
import type { Page, Snapshot } from '../domain/snapshot.ts';
import type { Bodies } from '../ports.ts';

/** A page of an invented product's documentation. `main` is the HTML of its main part below the title. */
export interface SitePage {
  path: string;
  title: string;
  main: string;
  /** What else stands in the head, and before and after the main part; none unless given. */
  head?: string;
  before?: string;
  after?: string;
}

/** An invented product with its documentation. */
export interface Site {
  slug: string;
  name: string;
  pages: readonly SitePage[];
}

/** Every record of an evaluation is made at this moment, so that the same site gives the same bytes. */
export const evaluatedAt = '2026-01-01T00:00:00.000Z';

/** The site as the crawler would have received it, in the order of its pages. */
export async function receive(site: Site, bodies: Bodies, producer: Producer): Promise<Snapshot> {
  const encoder = new TextEncoder();
  const pages: Page[] = [];
  for (const page of site.pages) {
    const body = encoder.encode(htmlOf(page));
    const url = `https://${site.slug}.example${page.path}`;
    pages.push({ ...plainPage, url, finalUrl: url, bodyDigest: await bodies.keep(body), bytes: body.length });
  }
  const run = runOf(site);
  return {
    id: `snapshot-${site.slug}`,
    runId: run.id,
    attempt: 1,
    run,
    producer,
    startedAt: evaluatedAt,
    endedAt: evaluatedAt,
    endedBy: 'done',
    pages,
  };
}

/** Text as it stands in HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function htmlOf({ title, main, head = '', before = '', after = '' }: SitePage): string {
  const shown = escapeHtml(title);
  return `<!doctype html><html lang="en"><head><title>${shown}</title>${head}</head><body>${before}<main><h1>${shown}</h1>${main}</main>${after}</body></html>`;
}

/** What is the same of every page that an evaluation receives. */
export const plainPage: Omit<Page, 'url' | 'finalUrl' | 'bodyDigest' | 'bytes'> = {
  outcome: 'captured',
  reason: '',
  status: 200,
  contentType: 'text/html; charset=utf-8',
  charset: 'utf-8',
  etag: null,
  lastModified: null,
  milliseconds: 1,
  depth: 1,
  links: [],
  fetchedAt: evaluatedAt,
};

/** A run over the documentation of a product. */
export function runOf({ slug, name }: Pick<Site, 'slug' | 'name'>): Run {
  return {
    id: `run-${slug}`,
    vendor: {
      slug,
      name,
      layer: 'L1',
      category: 'vector-database',
      entryType: 'product',
      homepage: `https://${slug}.example/`,
      sources: [`https://${slug}.example/`],
      price: { kind: 'unknown', note: '' },
      licence: 'unknown',
      archived: false,
      revision: 1,
      createdAt: evaluatedAt,
      updatedAt: evaluatedAt,
    },
    cause: 'manual',
    again: true,
    offline: false,
    budgets: defaultBudgets,
    baseline: { snapshotId: null, publicationId: null, pages: [], levels: null, drafted: null, neighbours: [] },
    requestedBy: 'evaluation@assay.example',
    createdAt: evaluatedAt,
  };
}
