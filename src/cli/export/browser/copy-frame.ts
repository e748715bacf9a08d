import { copyBase } from '../../../web/public/copy-base.ts';
import type { Frame } from '../../../web/public/layout.tsx';

/** The frame of pages that are drawn in a copy. Only what stands in it is taken over, so it needs no stylesheet. */
export const copyFrame: Frame = { person: null, stylesheet: '', base: copyBase };
