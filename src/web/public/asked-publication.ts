import type { Context } from 'hono';
import { type AsOf, asOf } from '../../actions/as-of.ts';
import { pastPublication } from '../../actions/past-publication.ts';
import type { Publication } from '../../domain/publication.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { latestPublication, noVersion } from './latest-publication.ts';

type Asked = Context<{ Variables: WebVariables }>;

interface Wanted {
  slug: string;
  /** The latest unless given. */
  version?: number;
}

/** What is asked for: what stands now, or what stood at the time that the address names. May be withdrawn. */
export async function askedPublication(
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
  if (!publication) throw noVersion(await latestPublication(store, slug), version);
  return { publication, moment };
}

/** The past time that the address names; null for now. Throws `Refused` for what is no such time. */
export function momentOf(c: Asked, { office }: WebParts): AsOf | null {
  return asOf(c.req.query('as-of'), office.clock.now());
}
