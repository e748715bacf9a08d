import type { Context, Hono } from 'hono';
import { catalogueCards } from '../../actions/catalogue-cards.ts';
import { othersLike } from '../../actions/others-like.ts';
import { standing } from '../../actions/standing.ts';
import { Refused } from '../../errors.ts';
import { keptAnswer } from '../kept-answer.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { askedPublication } from './asked-publication.ts';
import { plainBadge, publicationBadge } from './badge.ts';
import { linkedData } from './linked-data.ts';
import { llmsText } from './llms-text.ts';
import { analysisMarkdown } from './markdown/analysis-markdown.ts';
import { publicAddresses } from './public-addresses.ts';
import { robotsText } from './robots-text.ts';
import { sitemapFiles } from './sitemap.ts';

/** A withdrawal must be followed within minutes, by whoever keeps a copy. */
const keptSeconds = 300;

type Asked = Context<{ Variables: WebVariables }>;

/** What programs read of the public pages: each analysis in other forms, and files that say where everything stands. */
export function addMachineFiles(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office, baseUrl } = parts;
  const { rubric } = office;
  const site = { rubric, site: baseUrl };

  app.get('/vendors/:file{[a-z0-9-]+\\.md}', async (c) => {
    const { publication, moment } = await standingOne(c, parts, slugIn(c.req.param('file')));
    const others = await othersLike(office, publication, { moment, person: c.get('person') });
    const body = analysisMarkdown(publication, { ...site, others });
    return keptAnswer(c, { body, type: 'text/markdown; charset=utf-8', seconds: keptSeconds });
  });

  app.get('/vendors/:file{[a-z0-9-]+\\.jsonld}', async (c) => {
    const { publication } = await standingOne(c, parts, slugIn(c.req.param('file')));
    const body = JSON.stringify(linkedData(publication, { ...site, quotes: true }));
    return keptAnswer(c, { body, type: 'application/ld+json', seconds: keptSeconds });
  });

  app.get('/badges/:file{[a-z0-9-]+\\.svg}', (c) => badge(c, parts, slugIn(c.req.param('file'))));

  app.get('/llms.txt', async (c) => {
    const { cards } = await catalogueCards(office, null);
    return keptAnswer(c, {
      body: llmsText(cards, { ...site, copy: parts.copy }),
      type: 'text/plain; charset=utf-8',
      seconds: keptSeconds,
    });
  });

  app.get('/robots.txt', (c) =>
    keptAnswer(c, { body: robotsText(baseUrl), type: 'text/plain; charset=utf-8', seconds: keptSeconds }),
  );

  let known: { state: string; files: ReadonlyMap<string, string> } | null = null;
  const sitemap = async (c: Asked): Promise<Response> => {
    const { state, cards } = await catalogueCards(office, null);
    if (known?.state !== state) known = { state, files: sitemapFiles(publicAddresses(cards), baseUrl) };
    const body = known.files.get(c.req.path);
    if (body === undefined) throw noSuchPart(c.req.path);
    return keptAnswer(c, { body, type: 'application/xml; charset=utf-8', seconds: keptSeconds });
  };
  app.get('/sitemap.xml', sitemap);
  app.get('/:part{sitemap-[0-9]+\\.xml}', sitemap);
}

function slugIn(file: string): string {
  return file.replace(/\.[a-z]+$/, '');
}

/** What is asked for, where it stands. Throws `Refused`: 404 where nothing is published, 410 where it was withdrawn. */
async function standingOne(c: Asked, parts: WebParts, slug: string): ReturnType<typeof askedPublication> {
  const asked = await askedPublication(c, parts, { slug });
  standing(asked.publication);
  return asked;
}

/** A picture whatever is asked: it stands in pages of others, where a sentence for people would be a broken image. */
async function badge(c: Asked, parts: WebParts, slug: string): Promise<Response> {
  try {
    const { publication } = await askedPublication(c, parts, { slug });
    const body = publicationBadge(publication, parts.office.rubric);
    if (publication.withdrawn) return picture(c, body, 410);
    return keptAnswer(c, { body, type: 'image/svg+xml', seconds: keptSeconds });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status, message } = error;
    if (status === 410) return picture(c, plainBadge('withdrawn', message), 410);
    return picture(c, plainBadge('no analysis', message), status);
  }
}

function picture(c: Asked, body: string, status: Refused['status']): Response {
  return c.body(body, status as 404, { 'content-type': 'image/svg+xml' });
}

function noSuchPart(path: string): Refused {
  return new Refused({
    status: 404,
    code: 'unknown-address',
    message: `The sitemap has no part ${path}.`,
    advice: 'Start from /sitemap.xml, which names every part there is.',
  });
}
