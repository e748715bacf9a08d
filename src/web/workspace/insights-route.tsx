import type { Hono } from 'hono';
import { insights } from '../../actions/insights.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { signedIn } from './asked.ts';
import { InsightsPage } from './insights-page.tsx';

/** What the records of reviews, runs and publications tell. */
export function addInsightPage(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  app.get('/insights', async (c) => {
    const told = await insights(parts.office, signedIn(c));
    const { rubric, clock } = parts.office;
    return page(c, <InsightsPage frame={frameOf(c, parts)} rubric={rubric} insights={told} now={clock.now()} />);
  });
}
