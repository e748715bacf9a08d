import { sha256 } from '../../../src/domain/digest.ts';
import type { PageText } from '../../../src/domain/page-text.ts';
import type { Producer } from '../../../src/domain/producer.ts';
import { type Budgets, defaultBudgets, type KnownPage, type Run } from '../../../src/domain/run.ts';
import type { Page, Snapshot } from '../../../src/domain/snapshot.ts';
import type { Bodies, Http, HttpReply, HttpRequest, JournalEntry, PageReader, Tools } from '../../../src/ports.ts';

export const producer: Producer = { version: '0', rubricDigest: 'r', promptDigests: {}, analyst: 'offline' };

export function aRun(sources: string[], budgets: Partial<Budgets> = {}, known: KnownPage[] = []): Run {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    id: 'run-fixture',
    vendor: {
      slug: 'acme',
      name: 'Acme',
      layer: 'L4',
      category: 'model-serving',
      entryType: 'product',
      homepage: 'https://acme.example/',
      sources,
      price: { kind: 'unknown', note: '' },
      licence: 'unknown',
      archived: false,
      revision: 1,
      createdAt: at,
      updatedAt: at,
    },
    cause: 'new',
    again: false,
    offline: true,
    budgets: { ...defaultBudgets, ...budgets },
    baseline: { snapshotId: null, publicationId: null, pages: known, levels: null, drafted: null, neighbours: [] },
    requestedBy: 'test',
    createdAt: at,
  };
}

/** What `startRun` does with a snapshot: the read pages become the next run's known pages. */
export function knownFrom(snapshot: Snapshot): KnownPage[] {
  return snapshot.pages.flatMap((page) =>
    page.bodyDigest === null
      ? []
      : [
          {
            url: page.url,
            finalUrl: page.finalUrl,
            etag: page.etag,
            lastModified: page.lastModified,
            contentType: page.contentType,
            bodyDigest: page.bodyDigest,
            links: page.links,
            fetchedAt: page.fetchedAt,
          },
        ],
  );
}

export type FetchTools = Pick<
  Tools,
  'http' | 'turns' | 'bodies' | 'reader' | 'clock' | 'producer' | 'attempt' | 'journal' | 'signal'
> & { notes: Pick<JournalEntry, 'kind' | 'text' | 'detail'>[]; kept: Map<string, Uint8Array> };

export function someTools(http: Http, changes: Partial<FetchTools> = {}): FetchTools {
  const notes: FetchTools['notes'] = [];
  const kept = new Map<string, Uint8Array>();
  const bodies: Bodies = {
    keep: async (bytes) => {
      kept.set(sha256(bytes), bytes);
      return sha256(bytes);
    },
    read: async (digest) => kept.get(digest) ?? null,
  };
  return {
    http,
    turns: null,
    bodies,
    reader: plainReader,
    clock: { now: () => new Date() },
    producer,
    attempt: 1,
    journal: { note: (entry) => notes.push({ detail: {}, ...entry }) },
    signal: new AbortController().signal,
    notes,
    kept,
    ...changes,
  };
}

/** Reads pages by a few patterns, so that these tests do not depend on the extract stage. */
export const plainReader: PageReader = {
  async read(page) {
    if (page.contentType === 'application/pdf') return { text: null, reason: 'This PDF file is broken.' };
    const source = new TextDecoder().decode(page.body);
    const main = (/<(?:main|article)[^>]*>([\s\S]*?)<\/(?:main|article)>/.exec(source)?.[1] ?? source)
      .replace(/<(script|style|head|nav)[\s\S]*?<\/\1>/g, ' ')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    const links = [...source.matchAll(/<a\b[^>]*href="([^"]+)"/g)].flatMap(([, href = '']) =>
      URL.canParse(href.replaceAll('&amp;', '&'), page.url)
        ? [new URL(href.replaceAll('&amp;', '&'), page.url).href]
        : [],
    );
    const canonical = /<link rel="canonical" href="([^"]+)"/.exec(source)?.[1] ?? null;
    const text: PageText = {
      title: /<title>([^<]*)/.exec(source)?.[1] ?? '',
      text: main,
      blocks: [],
      links,
      canonical,
      language: null,
      needsJavascript: /<div id="root"><\/div>/.test(source),
      hidden: 0,
    };
    return { text, reason: '' };
  },
};

/** A page of enough text to stand, with links. */
export function html(title: string, links: string[] = [], extra = ''): string {
  const list = links.map((link) => `<a href="${link}">${link}</a>`).join(' ');
  return `<html><head><title>${title}</title>${extra}</head><body><main><h1>${title}</h1><p>${title} explains how the service behaves in production, what it stores, and which roles may read it. Operators find its limits here too.</p></main>${list}</body></html>`;
}

export type Scripted =
  | string
  | { status?: number; headers?: Record<string, string>; body?: string; location?: string }
  | HttpReply;

/** A web of scripted answers by URL. Redirects pass `allow` as the real port's do; unknown addresses answer 404. */
export function scriptedHttp(
  web: Record<string, Scripted | Scripted[] | ((request: HttpRequest) => Scripted)>,
): Http & { asked: string[] } {
  const asked: string[] = [];
  const turns = new Map<string, number>();
  const answerTo = (url: string, request: HttpRequest): Scripted => {
    const entry = web[url];
    if (entry === undefined) return { status: 404, body: '<title>Not found</title>' };
    if (typeof entry === 'function') return entry(request);
    if (!Array.isArray(entry)) return entry;
    const turn = turns.get(url) ?? 0;
    turns.set(url, turn + 1);
    return entry[Math.min(turn, entry.length - 1)] ?? '';
  };
  return {
    asked,
    async get(request) {
      let url = request.url;
      for (let hop = 0; hop <= 5; hop += 1) {
        if (request.allow && !(await request.allow(url))) {
          return { kind: 'refused', cause: 'not-allowed', url, reason: 'This address may not be read.' };
        }
        asked.push(url);
        const scripted = answerTo(url, request);
        if (typeof scripted === 'object' && 'kind' in scripted) return scripted;
        const answer = typeof scripted === 'string' ? { body: scripted } : scripted;
        if (answer.location !== undefined) {
          url = new URL(answer.location, url).href;
          continue;
        }
        const headers = { 'content-type': 'text/html; charset=utf-8', ...answer.headers };
        return {
          kind: 'answer',
          url,
          status: answer.status ?? 200,
          headers,
          body: Buffer.from(answer.body ?? ''),
          milliseconds: 1,
        };
      }
      return { kind: 'refused', cause: 'redirects', url, reason: 'There were more than 5 redirects.' };
    },
  };
}

export function outcomes(pages: Page[]): Record<string, string> {
  return Object.fromEntries(pages.map((page) => [page.url, page.outcome]));
}
