import type { drawnPages } from '../copied-address.ts';
import { drawCatalogue } from './catalogue-drawer.tsx';
import { drawComparison } from './compare-drawer.tsx';
import { drawStack } from './stack-drawer.tsx';

/** Gives a page as its components draw it for a query. */
export type PageDrawer = (query: URLSearchParams) => Promise<string>;

/** How each page is drawn. */
export const pageDrawers: Readonly<Record<(typeof drawnPages)[number], PageDrawer>> = {
  '/': drawCatalogue,
  '/compare': drawComparison,
  '/stack': drawStack,
};
