import type { createApp } from '../../src/web/app.tsx';
import type { Filled } from './filled-office.ts';

/** Answers of the router that are no pages of ours: programs read them, and the queues' board is another project's. */
const noPages =
  /^\/(?:api|assets|schemas)\/|^\/(?:healthz|readyz|metrics|favicon\.\w+|audit\/(?:export|checkpoint)|queues.*|.*\/events)$|\.(?:json|jsonld|xml|txt|atom|md|svg)\}?$|\*$/;

/**
 * The addresses of every page, from the router itself: a route without parameters stands for itself, one with parameters
 * needs its examples here. Throws for a route that has none, so that no new page is left out.
 */
export function pagesOf(app: ReturnType<typeof createApp>, filled: Filled): string[] {
  const examples = examplesOf(filled);
  const routes = app.routes.filter(({ method, path }) => method === 'GET' && !noPages.test(path));
  const paths = [...new Set(routes.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const own = examples[path];
    if (own) return own;
    if (path.includes(':')) throw new Error(`The page ${path} has no example in test/e2e/page-list.ts`);
    return [path];
  });
}

/** What is answered where something is wrong. */
export function problemPages({ withdrawn }: Filled): string[] {
  return [
    '/no-such-page',
    '/vendors/no-such-product',
    '/review/draft-unknown',
    '/runs/run-unknown',
    '/sign-in?link=unknown',
    `/vendors/${withdrawn}`,
  ];
}

function examplesOf({
  published,
  withdrawn,
  waiting,
  returned,
  run,
  call,
  link,
}: Filled): Record<string, string[] | undefined> {
  const draft = `/review/${waiting.id}`;
  const check = 'frameworks.goals.dimensions.2.checks.1';
  return {
    '/sign-in': ['/sign-in', `/sign-in?link=${link}`],
    '/runs/:id': [`/runs/${run}`],
    '/runs/:id/calls/:call': [`/runs/${run}/calls/${call}`],
    '/review': ['/review', '/review?state=rejected'],
    '/review/:id': [
      draft,
      `${draft}?at=${check}`,
      `${draft}?at=frameworks.inpact.dimensions.2&q=backup`,
      `${draft}?at=strengths.0`,
      `${draft}?at=strengths.1`,
      `${draft}?at=trustRisks.0`,
      `${draft}?at=pocChecklist`,
      `/review/${returned}`,
    ],
    '/review/:id/changes': [`${draft}/changes?from=1`],
    '/': ['/', '/?sort=inpact&view=table', '/?q=audit&layer=L1&layer=L4', '/?layer=L7&price=paid'],
    '/compare': ['/compare?add=quill', `/compare?v=${published}`],
    '/stack': ['/stack', '/stack?industry=healthcare&context=healthcare&fill=best&slot=vector-database'],
    '/vendors/:slug': [`/vendors/${published}`],
    '/vendors/:slug/edit': [`/vendors/${published}/edit`],
    '/vendors/:slug/evidence': [`/vendors/${published}/evidence`],
    '/vendors/:slug/history': [`/vendors/${published}/history`, `/vendors/${withdrawn}/history`],
    '/vendors/:slug/history/:versions{[0-9]+\\.\\.[0-9]+}': [`/vendors/${published}/history/1..2`],
    '/vendors/:slug/report': [
      `/vendors/${published}/report?about=strengths.0`,
      `/vendors/${published}/report?kept=kept`,
    ],
    '/vendors/:slug/history/:version{[0-9]+}': [`/vendors/${published}/history/1`],
  };
}
