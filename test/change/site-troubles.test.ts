import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { editVendor } from '../../src/actions/edit-vendor.ts';
import { startRun } from '../../src/actions/start-run.ts';
import { openHttp } from '../../src/adapters/http/open-http.ts';
import type { RunStatus } from '../../src/domain/run.ts';
import type { Http } from '../../src/ports.ts';
import { openOffice, people, refusalOf, type TestOffice } from '../actions/office.ts';
import { type Loopback, webServer } from '../adapters/http/loopback.ts';
import { fresh } from '../contract/sample-records.ts';
import { type CopiedSite, copySite } from './copied-site.ts';
import { draftOf, publishProduct } from './published-product.ts';
import { latestRun, workQueue } from './work-queue.ts';

let desk: TestOffice;
const opened: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

const site = join(import.meta.dirname, '..', '..', 'fixtures', 'quillstore', 'site');

type Answer = Parameters<typeof webServer>[0];

async function serve(answer: Answer): Promise<Loopback> {
  const server = await webServer(answer);
  opened.push(server);
  return server;
}

async function copied(): Promise<CopiedSite> {
  const copy = await copySite();
  opened.push(copy);
  return copy;
}

/** Serves the invented product's site from its files. */
const asItIs: Answer = ({ url = '/' }, response) => {
  const path = join(site, url.endsWith('/') ? `${url}index.html` : url);
  try {
    response.end(readFileSync(path));
  } catch {
    response.writeHead(404).end();
  }
};

/** A published product on a server of our own, and what reads it; `answer` is what the server does from then on. */
async function published(): Promise<{ slug: string; http: Http; become(answer: Answer): void; host: string }> {
  let answer = asItIs;
  const server = await serve((request, response) => answer(request, response));
  const other = await serve((_request, response) => response.end('<title>New home</title><p>Here it is.</p>'));
  const http = openHttp({ allowHosts: [server.host, other.host], contact: null, version: 'test' });
  opened.unshift(http);
  const slug = fresh('quillstore');
  await publishProduct(desk, http, { slug, homepage: `${server.url}/`, sources: [`${server.url}/`] });
  return {
    slug,
    http,
    host: other.url,
    become: (next) => {
      answer = next;
    },
  };
}

async function readAgain(slug: string, http: Http): Promise<RunStatus> {
  desk.pass(3_600_000);
  await startRun(desk.office, { slug, cause: 'scheduled', again: false, offline: true }, people.editor);
  await workQueue(desk, http);
  return latestRun(desk, slug);
}

const publicVersion = async (slug: string) => (await desk.office.store.publications.latest(slug))?.version;

describe('A product that is archived while it is read', () => {
  it('is read no further: the run is cancelled, and nothing is drafted', async () => {
    const { http } = await copied();
    const slug = fresh('quillstore');
    await publishProduct(desk, http, { slug });
    desk.pass(3_600_000);
    const request = { slug, cause: 'scheduled', again: true, offline: true } as const;
    const { run } = await startRun(desk.office, request, people.editor);
    let pages = 0;
    const archiving: Http = {
      async get(asked) {
        pages += 1;
        if (pages === 5) await editVendor(desk.office, { slug, patch: { archived: true } }, people.editor);
        return http.get(asked);
      },
    };
    await workQueue(desk, archiving);
    const status = await desk.office.store.runs.status(run.id);
    expect(status?.outcome).toBe('cancelled');
    expect(status?.progress).toContain('archived');
    expect(await draftOf(desk, slug)).toBeNull();
    expect((await refusalOf(startRun(desk.office, request, people.editor))).code).toBe('vendor-archived');
    expect(await publicVersion(slug)).toBe(1);
  });

  it('at the very moment of starting is not started', async () => {
    const slug = fresh('quillstore');
    await publishProduct(desk, (await copied()).http, { slug });
    desk.pass(3_600_000);
    const { runs } = desk.office.store;
    const request = { slug, cause: 'scheduled', again: true, offline: true } as const;
    // Between looking at the product and starting its run.
    const late = {
      ...desk.office,
      store: {
        ...desk.office.store,
        runs: {
          ...runs,
          baseline: async (name: string) => {
            await editVendor(desk.office, { slug, patch: { archived: true } }, people.editor);
            return runs.baseline(name);
          },
        },
      },
    };
    expect((await refusalOf(startRun(late, request, people.editor))).code).toBe('vendor-archived');
  });
});

describe('A published product whose site', () => {
  it('moved to another host is said to have moved; what is published stays', async () => {
    const { slug, http, become, host } = await published();
    become(({ url = '/' }, response) => response.writeHead(301, { location: `${host}${url}` }).end());
    const { outcome, failure } = await readAgain(slug, http);
    expect(outcome).toBe('failed');
    expect(failure?.cause).toBe('moved');
    expect(failure?.reason).toContain(`redirects to ${host}/, which is outside of this site`);
    expect(failure?.advice).toContain('Add the address where the documentation stands now');
    expect(await publicVersion(slug)).toBe(1);
  });

  it('became a parking page is said to be another site; what is published stays', async () => {
    const { slug, http, become } = await published();
    const parking = `<title>For sale</title><main><p>This domain may be for sale. ${'Buy this domain today and start your own site on it. '.repeat(20)}</p></main>`;
    become((_request, response) => response.end(parking));
    const { outcome, failure } = await readAgain(slug, http);
    expect(outcome).toBe('failed');
    expect(failure?.cause).toBe('replaced');
    expect(failure?.reason).toMatch(/^\d+ of the \d+ quotes of the published analysis are gone at once/);
    expect(failure?.advice).toContain('What is published stays as it is.');
    expect(await publicVersion(slug)).toBe(1);
  });

  it('was restructured, every address new and the text the same, raises no alarm', async () => {
    const copy = await copied();
    const slug = fresh('quillstore');
    await publishProduct(desk, copy.http, { slug });
    for (const folder of [
      'operations',
      'security',
      'reference',
      'governance',
      'performance',
      'limitations',
      'releases',
      'support',
    ]) {
      await copy.move(folder, `guide-${folder}`);
    }
    const run = await readAgain(slug, copy.http);
    expect(run.failure).toBeNull();
    const draft = await draftOf(desk, slug);
    expect(draft?.change?.items).toEqual([]);
    expect(draft?.change?.requotes.length).toBeGreaterThan(20);
  });
});
