import { storable } from './columns.ts';
import type { PoolLike } from './pool.ts';

/** Letters a last word needs before longer words that begin with it are found too: one letter begins too many. */
const prefixFrom = 2;

/**
 * The slugs of current publications that say these words, with a rank: by name above by what the product is, that above
 * its strengths and limitations, those above its quotes. The last word may be the beginning of one. Quotation marks, `-`
 * and `or` mean what they mean in search engines; with them every word is a whole one.
 */
export async function foundPublications(pool: PoolLike, asked: string): Promise<Map<string, number>> {
  const typed = withoutIdleDashes(storable(asked)).trim();
  const words = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  const last = words.at(-1) ?? '';
  const isPlain = !/"|(^|\s)-\S|(^|\s)or(\s|$)/i.test(typed) && last.length >= prefixFrom && typed.endsWith(last);
  const ends = isPlain ? [...words.slice(0, -1), `${last}:*`] : words;
  const begun = isPlain ? { rest: words.slice(0, -1).join(' '), last: `${last}:*`, all: ends.join(' & ') } : nothing;
  // One row for all: of a search that finds everything, reading thousands of rows took longer than finding them.
  const { rows } = await pool.query<{ found: Record<string, number> | null }>(
    `with asked as (
       select
         websearch_to_tsquery('english', $1)
           || (websearch_to_tsquery('english', $2) && to_tsquery('english', $3)) as stems,
         to_tsquery('simple', $4) as written,
         to_tsquery('english', $5) || to_tsquery('simple', $5) as any_word)
     select json_object_agg(slug,
       case when name = lower($1) then 4 when starts_with(name, lower($1)) then 2 else 0 end
         + ts_rank(head, any_word)
         + case when slug in (select slug from assay.publication_search, asked where merits @@ stems) then 0.01 else 0 end
     ) as found
     from assay.publication_search, asked
     where words @@ stems or head @@ written`,
    [typed, begun.rest, begun.last, begun.all, ends.join(' | ')],
  );
  return new Map(Object.entries(rows[0]?.found ?? {}));
}

const nothing = { rest: '', last: '', all: '' };

/** A dash means something before a word or a phrase. PostgreSQL counts every other one as well, and gives up at some thirty. */
function withoutIdleDashes(text: string): string {
  return text.replace(/-+(?=-)/g, '').replace(/-(?!"|[^\s-]*[\p{L}\p{N}])/gu, ' ');
}
