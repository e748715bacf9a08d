// A lean CheerioCrawler: the addresses of the sitemaps, storage in memory, no session pool, no limit of requests (which
// stalls it), no logs. Arguments: requests at once, then the sites.
import { CheerioCrawler, Configuration, log } from '@crawlee/cheerio';

const [atOnce = '1', ...sites] = process.argv.slice(2);
log.setLevel(log.LEVELS.OFF);
const cpu = process.cpuUsage();
const started = performance.now();
let pages = 0;
let characters = 0;
for (const site of sites) {
  const map = await (await fetch(new URL('/sitemap.xml', site))).text();
  const crawler = new CheerioCrawler(
    {
      minConcurrency: Number(atOnce),
      maxConcurrency: Number(atOnce),
      respectRobotsTxtFile: true,
      useSessionPool: false,
      persistCookiesPerSession: false,
      requestHandler: ({ $ }) => {
        $('script, style, nav, header, footer, aside, button').remove();
        characters += $('article, main, [role=main], .content, body').first().text().length;
        pages += 1;
      },
    },
    new Configuration({ persistStorage: false, purgeOnStart: true }),
  );
  await crawler.run([...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => found[1]));
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
