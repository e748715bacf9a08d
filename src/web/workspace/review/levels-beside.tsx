import { levelsApart } from '../../../domain/offline-levels.ts';
import { dimensionOf } from '../../public/reading.ts';
import { itemHref, type Shown } from './shown.ts';

/**
 * Where a model drafted: the levels beside those of the offline analyst's decisions, as far as they differ. Folded while
 * an item is in focus.
 */
export function LevelsBeside({ shown: { desk, reading, item } }: { shown: Shown }) {
  const { analysis, id } = desk.draft;
  const apart = levelsApart(analysis, reading.rubric);
  if (apart.length === 0) return null;
  const { inpact, goals } = analysis.frameworks;
  const all = inpact.dimensions.length + goals.dimensions.length;
  const words = (level: number | null, max: number) => (level === null ? 'not assessed' : `${level} of ${max}`);
  return (
    <details class="levels-beside" open={item === null}>
      <summary>
        The offline analyst’s decisions come to other levels on {apart.length} of {all} dimensions
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Dimension</th>
            <th scope="col">This draft</th>
            <th scope="col">Offline analyst</th>
          </tr>
        </thead>
        <tbody>
          {apart.map(({ path, id: dimension, draft, offline, max }) => (
            <tr>
              <th scope="row">
                <a href={itemHref(id, path)}>{dimensionOf(reading.rubric, dimension)?.name ?? dimension}</a>
              </th>
              <td>{words(draft, max)}</td>
              <td>{words(offline, max)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
