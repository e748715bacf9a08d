import type { Analysis, Flag } from './analysis.ts';

/** Levels by dimension id, as they were published. */
export type PublishedLevels = Readonly<Record<string, number | null>>;

/** The levels of a document by dimension id. */
export function levelsOf({ frameworks }: Pick<Analysis, 'frameworks'>): PublishedLevels {
  const all = [...frameworks.inpact.dimensions, ...frameworks.goals.dimensions];
  return Object.fromEntries(all.map(({ id, level }) => [id, level]));
}

/** The warnings about levels that differ from the published ones, after an edit changed some levels. */
export function movedFlags(
  flags: readonly Flag[],
  after: Analysis,
  from: { before: Analysis; published: PublishedLevels },
) {
  const was = levelsOf(from.before);
  const kept: Flag[] = [...flags];
  for (const framework of ['inpact', 'goals'] as const) {
    for (const [index, { id, level }] of after.frameworks[framework].dimensions.entries()) {
      if (was[id] === level) continue;
      const target = `frameworks.${framework}.dimensions.${index}`;
      const old = kept.findIndex((flag) => flag.target === target && flag.kind.startsWith('level-moved'));
      if (old >= 0) kept.splice(old, 1);
      const published = from.published[id];
      if (published === undefined || published === level) continue;
      const message = `${nameOf(id)} was published at ${atLevel(published)} and is now at ${level === null ? 'none' : level}: compare the quotes with the published ones.`;
      kept.push({ kind: 'level-moved', severity: 'warns', target, message });
    }
  }
  return kept;
}

function atLevel(level: number | null): string {
  return level === null ? 'no level' : `level ${level}`;
}

function nameOf(dimension: string): string {
  const name = dimension.replace(/^(?:inpact|goals)\./, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
