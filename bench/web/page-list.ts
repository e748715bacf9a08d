import { nameOf } from './varied-records.ts';

/** Answers that are no pages: programs read them, or, as events, they do not end. */
const noPages =
  /^\/(?:api|assets|schemas)\/|^\/(?:healthz|readyz|metrics|favicon\.\w+|audit\/(?:export|checkpoint)|queues\/.*|.*\/events)$|\.(?:json|jsonld|xml|txt|atom|md|svg)\}?$|\*$/;

/** Another product that was not withdrawn, as every tenth is: those whose number ends in 3. */
function standingBeside(number: number): number {
  const other = number === 0 ? 1 : number - 1;
  return other % 10 === 3 ? other - 1 : other;
}

/** What the addresses of one round are made of. */
export interface Round {
  /** Which product's draft, run and publication are looked at. */
  number: number;
  /** A run with calls to a model, and one of its calls. */
  call: { run: string; id: string };
}

/** A page by the name under which its figures stand. */
export type NamedPage = readonly [name: string, path: string];

/** Pages of one product, and pages whose address says more than their route. */
const examples: Readonly<Record<string, (round: Round) => NamedPage[]>> = {
  '/': () => [
    ['catalogue', '/'],
    ['catalogue, a later page', '/?page=2'],
    ['catalogue, searched and filtered', '/?q=vector&layer=L1'],
  ],
  '/compare': ({ number }) => [
    ['compare two products', `/compare?v=${nameOf(number)},${nameOf(standingBeside(number))}`],
  ],
  '/review': () => [
    ['queue', '/review'],
    ['queue, the last page', '/review?from=900'],
    ['queue, replaced drafts', '/review?state=superseded'],
  ],
  '/review/:id': ({ number }) => {
    const draft = draftOf(number, 4);
    return [
      ['review, first look', `/review/${draft}`],
      ['review, a check in focus', `/review/${draft}?at=frameworks.inpact.dimensions.0.checks.0`],
      ['review, an entry in focus', `/review/${draft}?at=trustRisks.0`],
      ['review, search in its pages', `/review/${draft}?at=summary&q=backup`],
      ['review, a draft that was approved', `/review/${draftOf(number, 3)}`],
    ];
  },
  '/review/:id/changes': ({ number }) => [
    ['changes against the published', `/review/${draftOf(number, 4)}/changes?from=published`],
  ],
  '/runs': () => [
    ['runs', '/runs'],
    ['runs, a later page', `/runs?after=${cursor(['2025-06-01T00:00:00.000Z', 'run'])}`],
  ],
  '/runs/:id': ({ number }) => [['a run', `/runs/run-${tag(number, 4)}`]],
  '/runs/:id/calls/:call': ({ call }) => [
    ['a run with calls to a model', `/runs/${call.run}`],
    ['a call to a model', `/runs/${call.run}/calls/${call.id}`],
  ],
  '/schedule/set': () => [['a schedule before it is set', '/schedule/set?target=all&rhythm=weekly&timeZone=UTC']],
  '/stack': () => [
    ['stack, nothing chosen', '/stack'],
    ['stack, filled for healthcare', '/stack?industry=healthcare&context=healthcare&fill=best'],
    ['stack, a slot looked at', '/stack?context=enterprise&slot=vector-database'],
  ],
  '/vendors/:slug': ({ number }) => [['a product', `/vendors/${nameOf(number)}`]],
  '/vendors/:slug/edit': ({ number }) => [['a product, edit', `/vendors/${nameOf(number)}/edit`]],
  '/vendors/:slug/evidence': ({ number }) => [['every quote of a product', `/vendors/${nameOf(number)}/evidence`]],
  '/vendors/:slug/history': ({ number }) => [['history of a product', `/vendors/${nameOf(number)}/history`]],
  '/vendors/:slug/history/:versions{[0-9]+\\.\\.[0-9]+}': ({ number }) => [
    ['two versions of a product', `/vendors/${nameOf(number)}/history/1..2`],
  ],
  '/vendors/:slug/report': ({ number }) => [['report an error', `/vendors/${nameOf(number)}/report?about=strengths.0`]],
  '/vendors/:slug/history/:version{[0-9]+}': ({ number }) => [
    ['an earlier version of a product', `/vendors/${nameOf(number)}/history/1`],
  ],
};

/**
 * Every page of the web application for one round, from its own routes. Throws for a route with parameters that has no
 * example here, so that no page is left out.
 */
export function pagesOf(routes: readonly string[], round: Round): NamedPage[] {
  return routes
    .filter((route) => !noPages.test(route))
    .flatMap((route) => {
      const own = examples[route];
      if (own) return own(round);
      if (route.includes(':')) throw new Error(`The page ${route} has no example in bench/web/page-list.ts`);
      return [[route, route] as const];
    });
}

export function draftOf(number: number, visit: number): string {
  return `draft-${tag(number, visit)}`;
}

/** How the ids of a seeded product's records end. */
export function tag(number: number, visit: number): string {
  return `${String(number).padStart(5, '0')}-${visit}`;
}

function cursor(position: readonly [string, string]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}
