/** Neighbouring spokes of a radar that were assessed, in their order around it. */
interface AssessedRun {
  spokes: number[];
  /** Whether it goes all around, so that its last spoke meets its first. */
  isClosed: boolean;
}

/**
 * The lines of a radar: they break at each spoke that was not assessed, because a corner there would say that its level is
 * the lowest.
 */
export function assessedRuns(levels: readonly (number | null | undefined)[]): AssessedRun[] {
  const isGap = (spoke: number): boolean => (levels[spoke] ?? null) === null;
  const all = levels.map((_level, spoke) => spoke);
  const gap = all.findIndex(isGap);
  if (gap === -1) return all.length === 0 ? [] : [{ spokes: all, isClosed: true }];
  const runs: AssessedRun[] = [];
  let run: number[] = [];
  for (const spoke of [...all.slice(gap), ...all.slice(0, gap), gap]) {
    if (!isGap(spoke)) run.push(spoke);
    else if (run.length > 0) {
      runs.push({ spokes: run, isClosed: false });
      run = [];
    }
  }
  return runs;
}
