import { type Rubric, rubricChecks } from './rubric.ts';

const known = new WeakMap<Rubric, ReadonlyMap<string, string>>();

/**
 * A message as people read it: checks and dimensions by their names and not by their ids, decisions in words. Messages
 * are kept with ids, because a rubric may rename a check.
 */
export function plainWords(message: string, rubric: Rubric): string {
  const names = namesOf(rubric);
  return message
    .replace(/(?<![\p{L}\p{N}./-])[a-z]+\.[a-z][a-z-]*[a-z](?![\p{L}\p{N}/-])/gu, (id) => names.get(id) ?? id)
    .replace(/\bno-evidence\b/g, 'no evidence');
}

function namesOf(rubric: Rubric): ReadonlyMap<string, string> {
  const kept = known.get(rubric);
  if (kept) return kept;
  const names = new Map(
    rubricChecks(rubric).flatMap(({ dimension, check }): [string, string][] => [
      [dimension.id, dimension.name],
      [check.id, `“${check.label}”`],
    ]),
  );
  known.set(rubric, names);
  return names;
}
