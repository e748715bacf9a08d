import type { PageLook } from './page-look.ts';
import type { ReadUnit } from './read-unit.ts';

/** A page as the lanes take it: its units in order of place, and what was seen of them. */
export interface SitePage {
  url: string;
  units: readonly ReadUnit[];
  look: PageLook;
}
