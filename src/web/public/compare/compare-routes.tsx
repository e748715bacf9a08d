import type { Hono } from 'hono';
import { compared } from '../../../actions/compared.ts';
import { surroundings } from '../../../actions/surroundings.ts';
import { compareAddress, mostCompared, readCompareQuery } from '../../../domain/compare-query.ts';
import type { WebParts, WebVariables } from '../../parts.ts';
import { frameOf, page } from '../../render.ts';
import { isSame } from '../../same-query.ts';
import { momentOf } from '../asked-publication.ts';
import { readingOf } from '../reading.ts';
import { ComparePage } from './compare-page.tsx';

/** Two to four products side by side. */
export function addCompare(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office } = parts;

  app.get('/compare', async (c) => {
    const { search, searchParams } = new URL(c.req.url);
    const query = readCompareQuery(searchParams);
    const own = compareAddress(query);
    // Forms send each product by itself, and empty fields: one choice has one address.
    if (!isSame(search, own)) return c.redirect(`/compare${own}`);
    const moment = momentOf(c, parts);
    const { publications, ...rest } = await compared(office, query, { moment, person: c.get('person') });
    const products = await Promise.all(
      publications.map(async (publication) => {
        const { analysis } = publication;
        const around = await surroundings(analysis, office.store.bodies.texts);
        return { publication, reading: readingOf(office.rubric, analysis, around) };
      }),
    );
    const frame = frameOf(c, parts);
    const shown = { query, products, ...rest, rubric: office.rubric, base: frame.base, moment };
    const [missing] = rest.missing;
    const status = missing ? missing.status : query.slugs.length > mostCompared ? 422 : 200;
    return page(c, <ComparePage frame={frame} shown={shown} />, status);
  });
}
