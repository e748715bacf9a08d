import type { Context, Hono } from 'hono';
import type { AsOf } from '../../actions/as-of.ts';
import { differences } from '../../actions/differences.ts';
import { freshness } from '../../actions/freshness.ts';
import { othersLike } from '../../actions/others-like.ts';
import { standing } from '../../actions/standing.ts';
import { surroundings } from '../../actions/surroundings.ts';
import { whatChanged } from '../../actions/what-changed.ts';
import type { News } from '../../domain/news.ts';
import { may, type Person } from '../../domain/person.ts';
import type { Publication } from '../../domain/publication.ts';
import { asset } from '../asset.ts';
import { keptAnswer } from '../kept-answer.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { askedPublication } from './asked-publication.ts';
import { CurrentVersionPage } from './current-version-page.tsx';
import { DifferencesPage } from './differences-page.tsx';
import { EvidencePage } from './evidence-page.tsx';
import { type Reading, readingOf } from './reading.ts';
import { readingScript } from './reading-script.ts';
import { addReportPages } from './report-routes.tsx';
import { AnalysisPage, type VersionChange, WithdrawnPage } from './vendor-pages.tsx';

/** What stood at a past time changes by a later withdrawal, and today by what is published: both show within minutes. */
const pastSeconds = 300;

type Asked = Context<{ Variables: WebVariables }>;

/** The analysis of a product: now, in one version, as of a past time, its quotes, and what differs between versions. */
export function addAnalysisPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  app.get(readingScript.path, asset({ text: readingScript.text, type: 'text/javascript', keep: 'ever' }));

  app.get('/vendors/:slug', (c) => showAnalysis(c, parts, { slug: c.req.param('slug') }));

  app.get('/vendors/:slug/history/:version{[0-9]+}', (c) =>
    showAnalysis(c, parts, { slug: c.req.param('slug'), version: Number(c.req.param('version')) }),
  );

  app.get('/vendors/:slug/history/:versions{[0-9]+\\.\\.[0-9]+}', async (c) => {
    const { slug, versions } = c.req.param();
    const [from = 0, to = 0] = versions.split('..').map(Number);
    const found = await differences(parts.office, slug, [from, to]);
    return page(c, <DifferencesPage frame={frameOf(c, parts)} differences={found} rubric={parts.office.rubric} />);
  });

  app.get('/vendors/:slug/evidence', async (c) => {
    const { publication, moment } = await askedPublication(c, parts, { slug: c.req.param('slug') });
    const shown = { frame: frameOf(c, parts), publication, moment };
    if (publication.state === 'withdrawn') return page(c, <WithdrawnPage {...shown} />, 410);
    const element = <EvidencePage {...shown} reading={await readingFor(parts, publication)} />;
    return moment ? keptPage(c, element) : page(c, element);
  });

  app.get('/vendors/:slug/analysis.json', async (c) => {
    const { publication } = await askedPublication(c, parts, { slug: c.req.param('slug') });
    standing(publication);
    return keptAnswer(c, { body: JSON.stringify(publication), type: 'application/json', seconds: pastSeconds });
  });

  addReportPages(app, parts);
}

async function showAnalysis(c: Asked, parts: WebParts, wanted: { slug: string; version?: number }): Promise<Response> {
  const { publication, moment } = await askedPublication(c, parts, wanted);
  const shown = { frame: frameOf(c, parts), publication, moment };
  if (publication.state === 'withdrawn') return page(c, <WithdrawnPage {...shown} />, 410);
  if (parts.copy && wanted.version !== undefined && publication.state === 'current') {
    return page(c, <CurrentVersionPage {...shown} />);
  }
  const reading = await readingFor(parts, publication);
  const person = c.get('person');
  const change = await changeOf(parts, publication, { moment, inside: isInside(person) });
  // A version that was asked for by number stands beside nothing: the catalogue is of now, or of the time asked for.
  const others = wanted.version === undefined ? await othersLike(parts.office, publication, { moment, person }) : null;
  if (moment) return keptPage(c, <AnalysisPage {...shown} reading={reading} change={change} others={others} />);
  const fresh = publication.state === 'current' ? await freshness(parts.office, publication) : null;
  return page(c, <AnalysisPage {...shown} reading={reading} freshness={fresh} change={change} others={others} />);
}

/** What a version changed of the one before it that stands; null for a first one. */
async function changeOf(
  { office }: WebParts,
  { slug, version }: Publication,
  { moment, inside }: { moment: AsOf | null; inside: boolean },
): Promise<VersionChange | null> {
  if (version === 1) return null;
  const [now] = (await office.store.news.list({ slug, version, limit: 1 })).items;
  const news = now && moment ? await asToldThen(office, now, { at: moment.at, inside }) : now;
  if (!news?.previous) return null;
  const [told] = await whatChanged(office, [news]);
  return told ? { previous: news.previous.version, sentences: told.story.sentences } : null;
}

/** News as it stood at a past time, whatever was withdrawn since. Strangers are not told of what was. */
async function asToldThen(
  { store }: WebParts['office'],
  news: News,
  { at, inside }: { at: string; inside: boolean },
): Promise<News | null> {
  for (let version = news.version - 1; version > 0; version -= 1) {
    const past = await store.news.publicationAt(news.slug, at, version);
    if (!past || past.publication.state === 'withdrawn') continue;
    if (past.withdrawnSince && !inside) return null;
    return { ...news, reason: null, previous: { publicationId: past.publication.id, version } };
  }
  return null;
}

function isInside(person: Person | null): boolean {
  return person !== null && may(person, 'read');
}

function keptPage(c: Asked, element: { toString(): string }): Response {
  const body = `<!doctype html>${element.toString()}`;
  return keptAnswer(c, { body, type: 'text/html; charset=utf-8', seconds: pastSeconds });
}

/** What a page needs to show the quotes of a publication, and where an error in it is reported. */
async function readingFor(parts: WebParts, { analysis, slug, version, state }: Publication): Promise<Reading> {
  const places = await surroundings(analysis, parts.office.store.bodies.texts);
  const reading = readingOf(parts.office.rubric, analysis, places);
  // What was replaced may be right meanwhile: an error is reported in what stands. In a copy nobody would hear of it.
  if (state !== 'current' || parts.copy) return reading;
  const address = `/vendors/${slug}/report?version=${version}&about=`;
  return { ...reading, report: (path) => `${address}${path}` };
}
