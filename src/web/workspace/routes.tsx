import type { Hono } from 'hono';
import type { WebParts, WebVariables } from '../parts.ts';
import { addAuditPage } from './audit-routes.tsx';
import { addInsightPage } from './insights-route.tsx';
import { addNewVendorPages } from './new-vendor-routes.tsx';
import { addQueuePages } from './queues-route.tsx';
import { addReportsPages } from './reports-routes.tsx';
import { addReviewPages } from './review-routes.tsx';
import { addRunPages } from './run-routes.tsx';
import { addSchedulePages } from './schedule/schedule-routes.tsx';
import { addSettings } from './settings-routes.tsx';
import { addSignIn } from './sign-in-routes.tsx';
import { addVendorPages } from './vendors-routes.tsx';

type App = Hono<{ Variables: WebVariables }>;

/** The pages of people who work here; all but signing in need a session. */
export function addWorkspace(app: App, parts: WebParts): void {
  addSignIn(app, parts);
  addRunPages(app, parts);
  addSchedulePages(app, parts);
  addNewVendorPages(app, parts);
  addVendorPages(app, parts);
  addInsightPage(app, parts);
  addQueuePages(app, parts);
  addReviewPages(app, parts);
  addReportsPages(app, parts);
  addAuditPage(app, parts);
  addSettings(app, parts);
}
