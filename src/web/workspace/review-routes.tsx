import type { Context, Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import { approvalBlocks, decide, knownDraft } from '../../actions/decide.ts';
import { storedTexts, surroundings } from '../../actions/surroundings.ts';
import type { Draft } from '../../domain/draft.ts';
import { Refused } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import type { Approval } from '../public/analysis-article.tsx';
import { readingOf } from '../public/reading.ts';
import { frameOf, page } from '../render.ts';
import { fieldsOf, signedIn } from './asked.ts';
import { DraftPage } from './draft-page.tsx';
import { ReviewQueuePage } from './review-queue-page.tsx';

type Asked = Context<{ Variables: WebVariables }>;

/** The queue and the page of one draft. */
export function addReviewPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { store } = parts.office;

  app.get('/review', async (c) => {
    allow(signedIn(c), 'read');
    const open = await store.drafts.list({ limit: 200, states: ['waiting', 'claimed', 'returned'] });
    const closed = await store.drafts.list({ limit: 10, states: ['approved', 'rejected'] });
    const drafts = open.items.toSorted((a, b) => b.blocks - a.blocks || b.warns - a.warns);
    return page(c, <ReviewQueuePage frame={frameOf(c, parts)} drafts={drafts} closed={closed.items} />);
  });

  app.get('/review/:id', async (c) => {
    allow(signedIn(c), 'read');
    return draftPage(c, parts, { id: c.req.param('id'), problem: null });
  });

  app.post('/review/:id', async (c) => {
    const person = signedIn(c);
    const id = c.req.param('id');
    const fields = await fieldsOf(c);
    try {
      await decide(
        parts.office,
        {
          draftId: id,
          decision: {
            verdict: fields.verdict,
            revision: Number(fields.revision),
            contentDigest: fields.contentDigest,
            reason: fields.reason ?? '',
          },
        },
        person,
      );
      return c.redirect(`/review/${id}`, 303);
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 404) throw error;
      const problem = { message: error.message, advice: error.advice, typed: fields.reason ?? '' };
      return draftPage(c, parts, { id, problem, status: error.status });
    }
  });
}

/** Who approved the draft as it stands, and as which version it was published; null where nobody did. */
async function approvalOf(parts: WebParts, draft: Draft): Promise<Approval | null> {
  const versions = await parts.office.store.publications.history(draft.slug);
  const published = versions.find(({ contentDigest }) => contentDigest === draft.contentDigest);
  if (!published) return null;
  return { by: published.approvedBy, at: published.approvedAt, version: published.version };
}

interface Shown {
  id: string;
  problem: { message: string; advice: string; typed: string } | null;
  status?: Refused['status'];
}

async function draftPage(c: Asked, parts: WebParts, shown: Shown): Promise<Response> {
  const draft = await knownDraft(parts.office, shown.id);
  const state = await parts.office.store.drafts.state(draft.id);
  const reading = readingOf(
    parts.office.rubric,
    draft.analysis,
    await surroundings(draft.analysis, storedTexts(parts.office.store)),
  );
  const element = (
    <DraftPage
      frame={frameOf(c, parts)}
      draft={draft}
      state={state?.state ?? 'waiting'}
      reason={state?.reason ?? ''}
      blocks={await approvalBlocks(parts.office, draft)}
      reading={reading}
      problem={shown.problem}
      approval={await approvalOf(parts, draft)}
    />
  );
  return page(c, element, shown.status ?? 200);
}
