/** Products beside each other: more than four columns cannot be read on paper, nor told apart in one radar. */
export const mostCompared = 4;

/** Which products somebody wants beside each other. Equal addresses ask the same. */
export interface CompareQuery {
  /** In the order of their columns, each once. May be more than can be compared. */
  slugs: string[];
  /** The words by which another product is looked for; empty for none. */
  add: string;
  /** The past time that is looked at, as it was written; empty for now. */
  asOf: string;
}

/** Beyond any name, and as many as anybody ticks by mistake. */
const longest = { slug: 80, slugs: 24, add: 200 };

/** Reads `?v=a,b` or, as forms send it, `?v=a&v=b`. */
export function readCompareQuery(params: URLSearchParams): CompareQuery {
  const slugs = params
    .getAll('v')
    .flatMap((value) => value.split(','))
    .map((slug) => slug.trim().toLowerCase().slice(0, longest.slug))
    .filter((slug) => slug !== '');
  return {
    slugs: [...new Set(slugs)].slice(0, longest.slugs),
    add: (params.get('add') ?? '').trim().replace(/\s+/g, ' ').slice(0, longest.add).trim(),
    asOf: params.get('as-of') ?? '',
  };
}

/** The query of an address that asks this: `?v=a,b`, or nothing. */
export function compareAddress({ slugs, add, asOf }: CompareQuery): string {
  const params = new URLSearchParams();
  if (slugs.length > 0) params.set('v', slugs.join(','));
  if (add !== '') params.set('add', add);
  if (asOf !== '') params.set('as-of', asOf);
  const text = params.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
