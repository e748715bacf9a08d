import { levelsApart } from '../../../domain/offline-levels.ts';
import { dimensionOf } from '../../public/reading.ts';
import { Table } from '../../public/table.tsx';
import { itemHref, type Shown } from './shown.ts';

/** Where a model drafted: the levels beside those of the offline analyst's decisions, as far as they differ. */
export function LevelsBeside({ shown: { desk, reading } }: { shown: Shown }) {
  const { analysis, id } = desk.draft;
  const apart = levelsApart(analysis, reading.rubric);
  if (apart.length === 0) return null;
  const { inpact, goals } = analysis.frameworks;
  const all = inpact.dimensions.length + goals.dimensions.length;
  const words = (level: number | null, max: number) => (level === null ? 'not assessed' : `${level} of ${max}`);
  return (
    <div class="levels-beside">
      <Table
        caption={`Levels of ${apart.length} of ${all} dimensions differ from what the offline analyst’s decisions come to`}
        head={['Dimension', 'This draft', 'Offline analyst']}
        rows={apart.map(({ path, id: dimension, draft, offline, max }) => [
          <a href={itemHref(id, path)}>{dimensionOf(reading.rubric, dimension)?.name ?? dimension}</a>,
          words(draft, max),
          words(offline, max),
        ])}
      />
    </div>
  );
}
