import type { Hono } from 'hono';
import { standing } from '../../actions/standing.ts';
import { surroundings } from '../../actions/surroundings.ts';
import type { Publication } from '../../domain/publication.ts';
import { Refused } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { CataloguePage } from './catalogue-page.tsx';
import { MethodologyPage } from './methodology-page.tsx';
import { turnsOf } from './pager.tsx';
import { type Reading, readingOf } from './reading.ts';
import { AnalysisPage, EvidencePage, HistoryPage, WithdrawnPage } from './vendor-pages.tsx';

/** Products on one page of the catalogue: two dozen fill two or three screens, in rows of two, three or four. */
const cardsShown = 24;

/** The pages that strangers read. */
export function addPublicPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { store, rubric } = parts.office;

  app.get('/', async (c) => {
    const { before, after } = c.req.query();
    const { items, ...cursors } = await store.publications.catalogue({ limit: cardsShown, before, after });
    return page(
      c,
      <CataloguePage
        frame={frameOf(c, parts)}
        publications={items}
        turns={turnsOf(cursors, '/')}
        rubric={rubric}
        waiting={c.get('waiting') ?? 0}
      />,
    );
  });

  app.get('/methodology', (c) => page(c, <MethodologyPage frame={frameOf(c, parts)} rubric={rubric} />));

  app.get('/vendors/:slug', async (c) => {
    const publication = await latest(parts, c.req.param('slug'));
    const frame = frameOf(c, parts);
    if (publication.state === 'withdrawn')
      return page(c, <WithdrawnPage frame={frame} publication={publication} />, 410);
    return page(
      c,
      <AnalysisPage frame={frame} publication={publication} reading={await readingFor(parts, publication)} />,
    );
  });

  app.get('/vendors/:slug/evidence', async (c) => {
    const publication = await latest(parts, c.req.param('slug'));
    const frame = frameOf(c, parts);
    if (publication.state === 'withdrawn')
      return page(c, <WithdrawnPage frame={frame} publication={publication} />, 410);
    return page(
      c,
      <EvidencePage frame={frame} publication={publication} reading={await readingFor(parts, publication)} />,
    );
  });

  app.get('/vendors/:slug/analysis.json', async (c) => {
    const publication = await latest(parts, c.req.param('slug'));
    standing(publication);
    return c.json(publication);
  });

  app.get('/vendors/:slug/history', async (c) => {
    const publication = await latest(parts, c.req.param('slug'));
    const versions = await store.publications.history(publication.slug);
    return page(
      c,
      <HistoryPage frame={frameOf(c, parts)} name={publication.analysis.vendor.name} versions={versions} />,
    );
  });

  app.get('/vendors/:slug/history/:version{[0-9]+}', async (c) => {
    const publication = await store.publications.version(c.req.param('slug'), Number(c.req.param('version')));
    const frame = frameOf(c, parts);
    if (!publication) throw unpublished(c.req.param('slug'));
    if (publication.state === 'withdrawn')
      return page(c, <WithdrawnPage frame={frame} publication={publication} />, 410);
    return page(
      c,
      <AnalysisPage frame={frame} publication={publication} reading={await readingFor(parts, publication)} />,
    );
  });
}

/** What a page needs to show the quotes of a publication. */
async function readingFor(parts: WebParts, { analysis }: Publication): Promise<Reading> {
  return readingOf(parts.office.rubric, analysis, await surroundings(analysis, parts.office.store.bodies.texts));
}

async function latest(parts: WebParts, slug: string): Promise<Publication> {
  const publication = await parts.office.store.publications.latest(slug);
  if (publication) return publication;
  throw unpublished(slug);
}

function unpublished(slug: string): Refused {
  return new Refused({
    status: 404,
    code: 'not-published',
    message: `There is no published analysis called "${slug}".`,
    advice: 'It may be in review, or the address may be mistyped. The catalogue lists what is published.',
  });
}
