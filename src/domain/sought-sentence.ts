/**
 * What was looked for in vain, as a noun: where the gate refused something near it, no more than what may be quoted is
 * missing, since the pages do say it.
 */
export function soughtSentence(isNear: boolean): string {
  return isNear ? 'sentence that may be quoted' : 'sentence';
}
