import type { Hono } from 'hono';
import { catalogueChoice } from '../../../actions/catalogue-choice.ts';
import { catalogueAddress, readCatalogueQuery } from '../../../domain/catalogue-query.ts';
import { Refused } from '../../../errors.ts';
import { asset } from '../../asset.ts';
import { keptAnswer } from '../../kept-answer.ts';
import type { WebParts, WebVariables } from '../../parts.ts';
import { frameOf, page } from '../../render.ts';
import { isSame } from '../../same-query.ts';
import { momentOf } from '../asked-publication.ts';
import { CataloguePage } from './catalogue-page.tsx';
import { catalogueScript } from './catalogue-script.ts';

/** What stood at a past time changes by a later withdrawal, and today by what is published: both show within minutes. */
const pastSeconds = 300;

/** Every filter at once with a long search takes some 2,500 characters; each link of the page repeats what was asked. */
const longestQuery = 3_000;

/** The catalogue: every state of it is an address. */
export function addCatalogue(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  app.get(catalogueScript.path, asset({ text: catalogueScript.text, type: 'text/javascript', keep: 'ever' }));

  app.get('/', async (c) => {
    const { search, searchParams } = new URL(c.req.url);
    if (search.length > longestQuery) throw tooLong(search.length);
    const { query, unknown } = readCatalogueQuery(searchParams, parts.office.rubric);
    const own = catalogueAddress(query);
    // Forms send empty fields: what people share and what is remembered is the one address of what was asked.
    if (!isSame(search, own) && unknown.length === 0) return c.redirect(`/${own}`);
    const moment = momentOf(c, parts);
    const chosen = await catalogueChoice(parts.office, { query, moment, person: c.get('person') });
    const frame = frameOf(c, parts);
    const shown = { query, chosen, unknown, moment, rubric: parts.office.rubric, base: frame.base };
    const element = (
      <CataloguePage frame={frame} shown={shown} waiting={c.get('waiting') ?? 0} script={catalogueScript.path} />
    );
    if (!moment || unknown.length > 0) return page(c, element, unknown.length > 0 ? 422 : 200);
    const body = `<!doctype html>${element.toString()}`;
    return keptAnswer(c, { body, type: 'text/html; charset=utf-8', seconds: pastSeconds });
  });
}

function tooLong(length: number): Refused {
  return new Refused({
    status: 414,
    code: 'address-too-long',
    message: `The address asks with ${length} characters, which is longer than the catalogue reads (${longestQuery}).`,
    advice: 'Begin at the catalogue and set its filters there; fewer licences at once make a shorter address.',
  });
}
