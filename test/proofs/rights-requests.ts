import type { Draft } from '../../src/domain/draft.ts';
import { people } from '../actions/office.ts';

/** A request about a draft or what is public of its product: the route, what is asked of it, and what is sent. */
export interface StateRequest {
  /** As the router has it. */
  route: string;
  /** Where one route does several things. */
  asks: string;
  path(draft: Draft): string;
  /** A form for pages, JSON for the API; null where nothing is sent. */
  body(draft: Draft & SeenReturn): Record<string, unknown> | null;
}

/** The return of a draft that whoever asks has seen. */
interface SeenReturn {
  afterReturn?: string;
}

const verdicts = ['approved', 'returned', 'rejected'] as const;
const reasonOf = (verdict: string) => (verdict === 'approved' ? '' : 'It is not so.');
const to = people.editor.email;

const reading = (route: string): StateRequest => ({
  route,
  asks: '',
  path: ({ id, slug }) =>
    (route.split(' ')[1] ?? '')
      .replace(/:version(\{.*\})?/, '1')
      .replace(/:file\{.*(\.\w+)\}/, `${slug}$1`)
      .replace(':id', id)
      .replace(':slug', slug),
  body: () => null,
});

const sending = (route: string, asks: string, body: StateRequest['body']): StateRequest => ({
  ...reading(route),
  asks,
  body,
});

/** Every request whose answer depends on where a draft stands. */
export const stateRequests: readonly StateRequest[] = [
  reading('GET /api/drafts/:id'),
  sending('PATCH /api/drafts/:id', '', () => ({
    edits: [{ do: 'write', at: 'summary', text: 'Nothing was found.', kind: 'judgement', reason: 'So.' }],
  })),
  ...verdicts.map((verdict) =>
    sending('POST /api/drafts/:id/decision', verdict, ({ revision, afterReturn }) => ({
      ...{ verdict, revision },
      ...(afterReturn ? { afterReturn } : {}),
      reason: reasonOf(verdict),
    })),
  ),
  sending('POST /api/drafts/:id/claim', '', () => ({})),
  sending('POST /api/drafts/:id/claim', 'take over', () => ({ takeOver: true })),
  sending('POST /api/drafts/:id/assign', '', () => ({ to })),
  sending('POST /api/drafts/:id/release', '', () => null),
  reading('GET /api/publications/:slug'),
  reading('GET /api/publications/:slug/versions/:version'),
  sending('POST /api/publications/:slug/withdraw', '', () => ({ reason: 'It was wrong.' })),
  reading('GET /review/:id'),
  reading('GET /review/:id/changes'),
  ...verdicts.map((verdict) =>
    sending('POST /review/:id', verdict, ({ revision, contentDigest, afterReturn }) => ({
      ...{ verdict, revision, contentDigest },
      ...(afterReturn ? { afterReturn } : {}),
      reason: reasonOf(verdict),
    })),
  ),
  sending('POST /review/:id/edit', '', ({ contentDigest }) => ({
    ...{ do: 'write', at: 'summary', text: 'Nothing was found.', kind: 'judgement' },
    contentDigest,
  })),
  sending('POST /review/:id/note', 'looked', () => ({ kind: 'looked', item: 'summary' })),
  sending('POST /review/:id/note', 'remark', () => ({ kind: 'remark', item: 'summary', text: 'Say more.' })),
  sending('POST /review/:id/desk', 'claim', () => ({ does: 'claim' })),
  sending('POST /review/:id/desk', 'take over', () => ({ does: 'take' })),
  sending('POST /review/:id/desk', 'assign', () => ({ does: 'assign', to })),
  sending('POST /review/:id/desk', 'release', () => ({ does: 'release' })),
  reading('GET /vendors/:slug'),
  reading('GET /vendors/:file{[a-z0-9-]+\\.md}'),
  reading('GET /vendors/:file{[a-z0-9-]+\\.jsonld}'),
  reading('GET /badges/:file{[a-z0-9-]+\\.svg}'),
  reading('GET /api/publications/:slug/quotes'),
  reading('GET /vendors/:slug/evidence'),
  reading('GET /vendors/:slug/analysis.json'),
  reading('GET /vendors/:slug/history'),
  reading('GET /vendors/:slug/history/:version{[0-9]+}'),
  {
    ...reading('GET /vendors/:slug/history/:versions{[0-9]+\\.\\.[0-9]+}'),
    // A version that never was: only whether the product is public decides.
    path: ({ slug }) => `/vendors/${slug}/history/1..2`,
  },
  reading('GET /vendors/:slug/report'),
];
