import type { Workings } from '../../ports.ts';
import { packJson, unpackJson } from './packed-json.ts';
import type { PoolLike } from './pool.ts';

/** Pages in one answer of the database, as of bodies. */
const atOnce = 32;

/** What stages worked out of single pages of a product, compressed off the event loop. */
export function keptWorkings(pool: PoolLike): Workings {
  return {
    async read(slug, part, keys) {
      const found = new Map<string, unknown>();
      for (let from = 0; from < keys.length; from += atOnce) {
        const { rows } = await pool.query<{ key: string; doc: Buffer }>(
          'select key, doc from assay.working where slug = $1 and part = $2 and key = any ($3::text[])',
          [slug, part, keys.slice(from, from + atOnce)],
        );
        const read = await Promise.all(rows.map(async ({ key, doc }) => [key, await unpackJson(doc)] as const));
        for (const [key, value] of read) found.set(key, value);
      }
      return found;
    },

    async keep(slug, part, { keys, fresh }) {
      await pool.query('delete from assay.working where slug = $1 and part = $2 and key <> all ($3::text[])', [
        slug,
        part,
        keys,
      ]);
      for (const [key, value] of fresh) {
        await pool.query(
          'insert into assay.working (slug, part, key, doc) values ($1, $2, $3, $4) on conflict (slug, part, key) do update set doc = excluded.doc',
          [slug, part, key, await packJson(JSON.stringify(value))],
        );
      }
    },
  };
}
