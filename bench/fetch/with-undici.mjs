// The least that reads the same pages: the addresses of the sitemaps, undici, a cheerio tree, selectors for the main
// text. No robots, no retries, nothing stored. Arguments: requests at once, then the sites.
import { load } from 'cheerio';
import { Agent, request } from 'undici';

const [atOnce = '1', ...sites] = process.argv.slice(2);
const dispatcher = new Agent({ connections: Number(atOnce) });
const cpu = process.cpuUsage();
const started = performance.now();
let pages = 0;
let characters = 0;
for (const site of sites) {
  const map = await (await request(new URL('/sitemap.xml', site), { dispatcher })).body.text();
  const waiting = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => found[1]);
  await Promise.all(
    Array.from({ length: Number(atOnce) }, async () => {
      for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
        const $ = load(await (await request(url, { dispatcher })).body.text());
        $('script, style, nav, header, footer, aside, button').remove();
        characters += $('article, main, [role=main], .content, body').first().text().length;
        pages += 1;
      }
    }),
  );
}
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    pages,
    characters,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    rssMb: process.resourceUsage().maxRSS / 1024,
  }),
);
process.exit(0);
