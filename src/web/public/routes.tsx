import type { Context, Hono } from 'hono';
import { type AsOf, asOf } from '../../actions/as-of.ts';
import { freshness } from '../../actions/freshness.ts';
import { pastPublication } from '../../actions/past-publication.ts';
import { standing } from '../../actions/standing.ts';
import { surroundings } from '../../actions/surroundings.ts';
import { may } from '../../domain/person.ts';
import type { Publication } from '../../domain/publication.ts';
import { keptAnswer } from '../kept-answer.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { CataloguePage } from './catalogue-page.tsx';
import { latestPublication, unpublished } from './latest-publication.ts';
import { MethodologyPage } from './methodology-page.tsx';
import { addNewsPages } from './news-routes.tsx';
import { turnsOf } from './pager.tsx';
import { type Reading, readingOf } from './reading.ts';
import { AnalysisPage, EvidencePage, WithdrawnPage } from './vendor-pages.tsx';

/** Products on one page of the catalogue: two dozen fill two or three screens, in rows of two, three or four. */
const cardsShown = 24;
/** What stood at a past time changes by a later withdrawal only, which must be followed within minutes. */
const pastSeconds = 300;

type Asked = Context<{ Variables: WebVariables }>;

/** The pages that strangers read. */
export function addPublicPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { store, rubric } = parts.office;

  app.get('/', async (c) => {
    const { before, after } = c.req.query();
    const moment = momentOf(c, parts);
    const asked = { limit: cardsShown, before, after };
    const { items, ...cursors } = moment
      ? await store.news.catalogueAt(moment.at, { ...asked, withdrawnSince: isInside(c) })
      : await store.publications.catalogue(asked);
    const element = (
      <CataloguePage
        frame={frameOf(c, parts)}
        publications={items}
        turns={turnsOf(cursors, '/', { 'as-of': moment?.asked })}
        rubric={rubric}
        waiting={c.get('waiting') ?? 0}
        moment={moment}
      />
    );
    return moment ? keptPage(c, element) : page(c, element);
  });

  app.get('/methodology', (c) => page(c, <MethodologyPage frame={frameOf(c, parts)} rubric={rubric} />));

  app.get('/vendors/:slug', (c) => showAnalysis(c, parts, { slug: c.req.param('slug') }));

  app.get('/vendors/:slug/history/:version{[0-9]+}', (c) =>
    showAnalysis(c, parts, { slug: c.req.param('slug'), version: Number(c.req.param('version')) }),
  );

  app.get('/vendors/:slug/evidence', async (c) => {
    const { publication, moment } = await asked(c, parts, { slug: c.req.param('slug') });
    const shown = { frame: frameOf(c, parts), publication, moment };
    if (publication.state === 'withdrawn') return page(c, <WithdrawnPage {...shown} />, 410);
    const element = <EvidencePage {...shown} reading={await readingFor(parts, publication)} />;
    return moment ? keptPage(c, element) : page(c, element);
  });

  app.get('/vendors/:slug/analysis.json', async (c) => {
    const { publication, moment } = await asked(c, parts, { slug: c.req.param('slug') });
    standing(publication);
    if (!moment) return c.json(publication);
    return keptAnswer(c, { body: JSON.stringify(publication), type: 'application/json', seconds: pastSeconds });
  });

  addNewsPages(app, parts);
}

interface Wanted {
  slug: string;
  /** The latest unless given. */
  version?: number;
}

async function showAnalysis(c: Asked, parts: WebParts, wanted: Wanted): Promise<Response> {
  const { publication, moment } = await asked(c, parts, wanted);
  const shown = { frame: frameOf(c, parts), publication, moment };
  if (publication.state === 'withdrawn') return page(c, <WithdrawnPage {...shown} />, 410);
  const reading = await readingFor(parts, publication);
  if (moment) return keptPage(c, <AnalysisPage {...shown} reading={reading} />);
  const fresh = publication.state === 'current' ? await freshness(parts.office, publication) : null;
  return page(c, <AnalysisPage {...shown} reading={reading} freshness={fresh} />);
}

/** What is asked for: what stands now, or what stood at the time that the address names. */
async function asked(
  c: Asked,
  parts: WebParts,
  wanted: Wanted,
): Promise<{ publication: Publication; moment: AsOf | null }> {
  const { store } = parts.office;
  const moment = momentOf(c, parts);
  if (moment) {
    return { publication: await pastPublication(store, moment, { ...wanted, person: c.get('person') }), moment };
  }
  const { slug, version } = wanted;
  if (version === undefined) return { publication: await latestPublication(store, slug), moment };
  const publication = await store.publications.version(slug, version);
  if (!publication) throw unpublished(slug);
  return { publication, moment };
}

function momentOf(c: Asked, { office }: WebParts): AsOf | null {
  return asOf(c.req.query('as-of'), office.clock.now());
}

function isInside(c: Asked): boolean {
  const person = c.get('person');
  return person !== null && may(person, 'read');
}

function keptPage(c: Asked, element: { toString(): string }): Response {
  const body = `<!doctype html>${element.toString()}`;
  return keptAnswer(c, { body, type: 'text/html; charset=utf-8', seconds: pastSeconds });
}

/** What a page needs to show the quotes of a publication. */
async function readingFor(parts: WebParts, { analysis }: Publication): Promise<Reading> {
  return readingOf(parts.office.rubric, analysis, await surroundings(analysis, parts.office.store.bodies.texts));
}
