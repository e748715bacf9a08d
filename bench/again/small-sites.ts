import { realVendor, serveSite } from '../../test/change/served-site.ts';

/** A small site: pages of one product's documentation by path, with `http://origin.invalid` for where it will stand. */
export interface SmallSite {
  layer: string;
  pages: [path: string, html: string][];
}

const slugs = ['amundsen', 'cedar', 'debezium', 'kserve', 'langgraph', 'milvus', 'prometheus'];
/** The same text in another layout is another page to the reader. */
const themes = ['docusaurus', 'mkdocs', 'sphinx'];
/** Pages of a site; every size in turn. */
const [smallest, largest] = [8, 12];

/** So many sites of 8 to 12 pages, cut from the real documentation of seven products. Their links stay on the site. */
export async function smallSites(count: number): Promise<SmallSite[]> {
  const sites: SmallSite[] = [];
  for (const theme of themes) {
    for (const slug of slugs) {
      if (sites.length >= count) return sites.slice(0, count);
      const { folder, layer } = realVendor(slug);
      const pages = await pagesOf(folder, theme);
      for (let at = 0; at + smallest <= pages.length; ) {
        const size = smallest + (sites.length % (largest - smallest + 1));
        sites.push({ layer, pages: onlyOwnLinks(pages.slice(at, at + size)) });
        at += size;
      }
    }
  }
  return sites.slice(0, count);
}

async function pagesOf(folder: string, theme: string): Promise<SmallSite['pages']> {
  const { host, stop } = await serveSite(folder, 0, ['--theme', theme]);
  const origin = `http://${host}`;
  const sitemap = await (await fetch(`${origin}/sitemap.xml`)).text();
  const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1] ?? '');
  const pages: SmallSite['pages'] = [];
  for (const address of addresses) {
    const html = (await (await fetch(address)).text()).replaceAll(origin, 'http://origin.invalid');
    pages.push([decodeURI(new URL(address).pathname), html]);
  }
  await stop();
  return pages;
}

/** Without links to pages that stand on another of the sites: they would only be asked for in vain. */
function onlyOwnLinks(pages: SmallSite['pages']): SmallSite['pages'] {
  const own = new Set(pages.map(([path]) => path));
  return pages.map(([path, html]) => [
    path,
    html.replace(/ href="(\/[^"#?]*)[^"]*"/g, (link, to: string) => (own.has(decodeURI(to)) ? link : ' href="#"')),
  ]);
}
