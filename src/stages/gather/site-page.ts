import type { PageLook } from './page-look.ts';
import type { PageUnits } from './page-units.ts';

/** A page as the lanes take it: its units in order of place, and what was seen of them. */
export interface SitePage {
  url: string;
  /** Names all that its units follow from; null where its passages were not all read. */
  key: string | null;
  title: string;
  units: PageUnits;
  look: PageLook;
}
