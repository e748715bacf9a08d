export const suiteNames = ['quotes', 'ladder', 'metamorphic', 'injection', 'agreement'] as const;
export type SuiteName = (typeof suiteNames)[number];

/** A demand on a suite, what was measured for it, and whether it is met. */
export interface Gate {
  says: string;
  measured: string;
  ok: boolean;
}

/** What a suite measured, as it is printed and as `--json` gives it. */
export interface SuiteResult {
  suite: SuiteName;
  /** Who decided: the offline analyst, and which scripted doubles. */
  analysts: string[];
  header: string[];
  rows: string[][];
  gates: Gate[];
  /** What a reader of the figures should know. */
  notes: string[];
  /** The sentence that says why, where nothing was measured. */
  skipped: string | null;
}

/** Whether every gate of a suite is met; a skipped suite fails none. */
export function passed({ gates }: SuiteResult): boolean {
  return gates.every(({ ok }) => ok);
}

/** A share as a percentage with one decimal, `-` of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}
