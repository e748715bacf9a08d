import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { assessedRuns } from '../../src/web/public/assessed-runs.ts';
import { OverlaidRadar } from '../../src/web/public/compare/overlaid-radar.tsx';
import { Radar } from '../../src/web/public/radar.tsx';

const names = ['Ready', 'Permitted', 'Adaptive', 'Contextual', 'Transparent', 'Natural'];

/** The middle of each drawing, where a level of 0 would stand. */
const middle = '150,150';

function shapesOf(levels: (number | null)[], selector: string) {
  const spokes = names.map((name, at) => ({ name, level: levels[at] ?? null, max: 6 }));
  const one = load(String(Radar({ title: 'INPACT', spokes })));
  const many = load(
    String(OverlaidRadar({ title: 'INPACT', spokes: names, max: 6, series: [{ name: 'Quillstore', levels }] })),
  );
  return [one(`.radar ${selector}.shape`), many(`.overlaid .series ${selector}`)].map((found) =>
    found.get().map((element) => one(element).attr('points') ?? ''),
  );
}

describe('A radar', () => {
  it('is one closed shape where everything was assessed, the lowest level included', () => {
    for (const polygons of shapesOf([1, 2, 3, 4, 5, 6], 'polygon')) {
      expect(polygons.map((points) => points.split(' ').length)).toEqual([6]);
    }
    expect(shapesOf([1, 2, 3, 4, 5, 6], 'polyline')).toEqual([[], []]);
  });

  it('breaks where a dimension was not assessed, and has no corner in the middle for it', () => {
    for (const levels of [
      [3, 4, null, 2, 5, null],
      [null, 4, 3, 2, 5, 1],
      [null, null, null, null, null, null],
      [null, 4, null, 2, null, 6],
    ]) {
      for (const polygons of shapesOf(levels, 'polygon')) expect(polygons).toEqual([]);
      for (const lines of shapesOf(levels, 'polyline')) expect(lines.join(' ')).not.toContain(middle);
    }
    const lengths = shapesOf([3, 4, null, 2, 5, null], 'polyline').map((lines) =>
      lines.map((points) => points.split(' ').length),
    );
    expect(lengths).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it('draws on over its first spoke', () => {
    expect(assessedRuns([3, 4, null, 2, 5, 1])).toEqual([{ spokes: [3, 4, 5, 0, 1], isClosed: false }]);
    expect(assessedRuns([null, 4, null])).toEqual([{ spokes: [1], isClosed: false }]);
    expect(assessedRuns([null, null])).toEqual([]);
    expect(assessedRuns([])).toEqual([]);
  });
});
