import type { Analysis } from '../../domain/analysis.ts';

/** The path of a check or dimension id in the document; that of all frameworks for another one. */
export function pathOf(id: string, { frameworks }: Analysis): string {
  for (const framework of ['inpact', 'goals'] as const) {
    for (const [index, dimension] of frameworks[framework].dimensions.entries()) {
      const path = `frameworks.${framework}.dimensions.${index}`;
      if (dimension.id === id) return path;
      const check = dimension.checks.findIndex((item) => item.id === id);
      if (check >= 0) return `${path}.checks.${check}`;
    }
  }
  return 'frameworks';
}
