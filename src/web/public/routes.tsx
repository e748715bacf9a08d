import type { Hono } from 'hono';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { addAnalysisPages } from './analysis-routes.tsx';
import { addCatalogue } from './catalogue/catalogue-routes.tsx';
import { addCompare } from './compare/compare-routes.tsx';
import { addMachineFiles } from './machine-files.ts';
import { MethodologyPage } from './methodology-page.tsx';
import { addNewsPages } from './news-routes.tsx';
import { rememberPages } from './remember-pages.ts';
import { addStackPage } from './stack/stack-routes.tsx';
import { addStackFile } from './stack-file.ts';

/** The pages that strangers read. */
export function addPublicPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { rubric } = parts.office;
  // A copy asks for each page once.
  if (!parts.copy) app.use(rememberPages(parts));
  // Before the pages: the name of a file would be taken for a product's.
  addMachineFiles(app, parts);

  addCatalogue(app, parts);
  addCompare(app, parts);

  app.get('/methodology', (c) => page(c, <MethodologyPage frame={frameOf(c, parts)} rubric={rubric} />));

  addAnalysisPages(app, parts);
  addStackPage(app, parts);
  addStackFile(app, parts);
  addNewsPages(app, parts);
}
