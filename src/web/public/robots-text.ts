/** First parts of addresses that programs have no use for: people sign in there, or forms lead there. */
const inside = [
  '/review',
  '/runs',
  '/schedule',
  '/insights',
  '/audit',
  '/settings',
  '/queues',
  '/sign-in',
  '/vendors/new',
];
/** Addresses that show the same in endless orders, choices and past states. */
const endless = ['/?', '/compare?', '/stack?', '/changes?', '/*?*as-of='];

/** What crawlers are asked (RFC 9309), and where the sitemap stands. */
export function robotsText(site: string): string {
  const lines = [...inside, ...endless].map((path) => `Disallow: ${path}`);
  return ['User-agent: *', ...lines, '', `Sitemap: ${site}/sitemap.xml`, ''].join('\n');
}
