/** What a search may still cost. It is counted, not timed, so that the same question always has the same answer. */
export interface SearchWork {
  /** Options and links that may still be looked at. */
  left: number;
}

/**
 * Options and links that filling a stack, and finding its clash, may look at, each by itself: so many that both together
 * took 236 ms of processor time at most over the hard states of bench/README.md.
 */
export const mostWork = 8_000_000;

/** Books what was looked at. */
export function spend(work: SearchWork, looked: number): void {
  work.left -= looked;
}
