import type { Flag } from '../../../domain/analysis.ts';

/** A flag whose target is a check or dimension id until the document's paths are known. */
export type FlagOn = Omit<Flag, 'target'> & { on: string };
