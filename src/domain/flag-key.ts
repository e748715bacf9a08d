import type { Flag } from './analysis.ts';
import { digestOf } from './digest.ts';

/** A short name for a flag: the same for the same words about the same place. */
export function flagKey({ kind, target, message }: Flag): string {
  return digestOf({ kind, target, message }).slice(0, 16);
}
