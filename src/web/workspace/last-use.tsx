import { minute } from './minute.ts';

/** When a session or token was last used: noted to within minutes, so no seconds are shown. */
export function LastUse({ at }: { at: string | null }) {
  if (at === null) return <span class="soft">never</span>;
  return <time datetime={at}>{minute(at)}</time>;
}
