interface Example {
  body?: unknown;
  reply?: unknown;
}

/** Requests and replies that people ask about most, by method and path; a test holds each against its schema. */
export const examples: Readonly<Record<string, Example | undefined>> = {
  'POST /api/vendors': {
    body: { url: 'https://docs.quillstore.example/', name: 'Quillstore', layer: 'L1' },
  },
  'POST /api/runs': {
    body: { vendor: 'quillstore', offline: true },
    reply: { runId: 'run-0123456789abcdef', started: true },
  },
  'POST /api/drafts/{id}/decision': {
    body: { verdict: 'approved', revision: 1, reason: '' },
    reply: {
      reviewId: 'review-0123456789abcdef',
      verdict: 'approved',
      draftId: 'draft-0123456789abcdef',
      revision: 1,
    },
  },
  'POST /api/publications/{slug}/withdraw': {
    body: { reason: 'The documentation was replaced, and nothing of it holds for the new product.' },
    reply: { slug: 'quillstore', withdrawn: true },
  },
  'PUT /api/vendors/{slug}/schedule': { body: { cadence: 'weekly', timeZone: 'Europe/Berlin' } },
  'POST /api/tokens': { body: { label: 'nightly export', scopes: ['read'], days: 90 } },
};
