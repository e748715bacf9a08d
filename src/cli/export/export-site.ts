import type { Rubric } from '../../domain/rubric.ts';
import { UsageError } from '../../errors.ts';
import type { Api, ServedPage, ServedPages } from '../api.ts';
import type { Here } from '../here.ts';
import { note, printLine } from '../output.ts';
import { withApi } from '../with-api.ts';
import { copyScripts } from './copy-scripts.ts';
import { type BrokenLink, linkBook } from './link-book.ts';
import { siteCopier } from './site-copier.ts';
import { openSiteFolder, type SiteFolder } from './site-folder.ts';
import { writeCopiedData } from './write-copied-data.ts';

type ExportHere = Pick<Here, 'connect' | 'rubric'>;

export interface ExportRequest {
  folder: string;
  /** Where the copy will stand, as it was given. */
  baseUrl?: string;
  /** Of the Assay that exports. */
  version: string;
}

/** Broken links that are named; more of them have the same cause. */
const brokenShown = 20;

/** `assay export DIR`: writes the public site as files that any web host serves. */
export async function exportSite(here: ExportHere, { folder: name, baseUrl, version }: ExportRequest): Promise<void> {
  const site = baseUrl === undefined ? null : siteAddress(baseUrl);
  const folder = await openSiteFolder(name);
  await withApi(here, async (api) => {
    try {
      await copySite(api, { folder, site, version, rubric: await here.rubric() });
    } catch (error) {
      if (folder.files > 0) note(`The export is not complete: remove the ${folder.files} files in ${name}.`);
      throw error;
    }
  });
  printLine(`${folder.files} files (${(folder.bytes / 1_000_000).toFixed(1)} MB) written to ${name}.`);
  if (site === null) {
    note('There is no sitemap, because it needs the address where the copy will stand: name it with --base-url.');
  }
}

interface Copy {
  folder: SiteFolder;
  site: string | null;
  version: string;
  rubric: Rubric;
}

async function copySite(api: Api, { folder, site, version, rubric }: Copy): Promise<void> {
  const at = await newestAt(api);
  const book = linkBook();
  const query = `&at=${encodeURIComponent(at)}${site ? '&placed=1' : ''}`;
  const ask = async (paths: readonly string[]): Promise<ServedPage[]> => {
    const asked = paths.map((path) => `path=${encodeURIComponent(path)}`).join('&');
    const made = await api.pages(`/api/site-copy?${asked}${query}`);
    if (made.madeBy !== `${version} ${rubric.digest}` || made.pages.length !== paths.length) {
      throw otherMaker(api, version, made);
    }
    return made.pages;
  };
  // Before anything is written: scripts and words of the copy come from here, its pages from the server.
  await ask(['/favicon.svg']);
  const scripts = await copyScripts(folder);
  const copier = siteCopier({ ask, folder, book, site, scripts });
  const all = await slugs(api);
  for (const slug of all) {
    for (const path of productPages) copier.want(path.replace('*', slug));
  }
  for (const path of [...sitePages, ...(site ? ['/sitemap.xml'] : [])]) copier.want(path);
  await copier.follow();
  await writeCopiedData(folder, { slugs: all, rubric });
  mustLead(book.broken(folder.has));
  if ((await newestAt(api)) !== at) {
    throw new UsageError(
      'Something was published or withdrawn meanwhile, so its pages may not agree: export again.',
      1,
    );
  }
}

function otherMaker({ place }: Api, version: string, { madeBy, pages }: ServedPages): UsageError {
  const theirs = pages.length > 0 ? madeBy.replace(/ .*/, '') : '';
  const differs =
    theirs === version
      ? `has another rubric than this one`
      : `is ${theirs ? `version ${theirs}` : 'an older version'}, this one is ${version}`;
  return new UsageError(
    `The Assay at ${place} ${differs}: its pages would not fit the scripts and words of this one. Export with the same version as the server has.`,
    1,
  );
}

/** Pages of a product, beside those that they link to. */
const productPages = ['', '/evidence', '/history', '/analysis.json', '.md', '.jsonld', '/feed.atom']
  .map((part) => `/vendors/*${part}`)
  .concat('/badges/*.svg');
const sitePages = ['/', '/changes', '/compare', '/stack', '/methodology', '/feed.atom', '/llms.txt'];

/** When something was published or withdrawn last: what the copy takes for now. */
async function newestAt(api: Api): Promise<string> {
  const { items } = await api.get<{ items: { at: string }[] }>('/api/changes?limit=1');
  return items[0]?.at ?? new Date(0).toISOString();
}

/** Every product, published or not, in code-unit order. */
async function slugs(api: Api): Promise<string[]> {
  const found: string[] = [];
  let after = '';
  do {
    const page = await api.get<{ items: { slug: string }[]; next: string | null }>(`/api/vendors?limit=200${after}`);
    found.push(...page.items.map(({ slug }) => slug));
    after = page.next ? `&after=${encodeURIComponent(page.next)}` : '';
  } while (after);
  return found.sort();
}

function mustLead(broken: readonly BrokenLink[]): void {
  if (broken.length === 0) return;
  for (const { page, link } of broken.slice(0, brokenShown)) note(`  ${page}: ${link}`);
  throw new UsageError(
    `${broken.length} ${broken.length === 1 ? 'link leads' : 'links lead'} nowhere. This is a fault of Assay: please report it with the lines above.`,
    1,
  );
}

function siteAddress(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') {
    // It is written into HTML, XML and JSON alike: these two have a meaning in some of them.
    return url.href.replace(/\/+$/, '').replaceAll('&', '%26').replaceAll("'", '%27');
  }
  throw new UsageError(
    `--base-url takes the address where the copy will stand, such as https://example.org/catalogue, not "${given}".`,
  );
}
