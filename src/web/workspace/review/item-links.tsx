import type { Analysis } from '../../../domain/analysis.ts';
import { editableLists } from '../../../domain/edit-lists.ts';
import { itemParts } from '../../../domain/item.ts';
import { decisions } from '../../public/framework-view.tsx';
import { checkOf } from '../../public/reading.ts';
import { itemHref, type Shown } from './shown.ts';

interface Props {
  shown: Shown;
  item: string;
  label: (item: string) => string;
}

/** What an item holds that is looked at one by one: the checks of a dimension, the entries of a section. */
export function ItemLinks({ shown, item, label }: Props) {
  const { desk, reading } = shown;
  const { analysis, id } = desk.draft;
  const dimension = dimensionAt(analysis, item);
  if (dimension) {
    return (
      <>
        <h3>
          Its six checks: {dimension.level === null ? 'not assessed' : `level ${dimension.level} of ${dimension.max}`}
        </h3>
        <ul class="links">
          {dimension.checks.map((check, at) => (
            <li>
              <span class={`mark ${check.decision}`} aria-hidden="true">
                {decisions[check.decision].mark}
              </span>{' '}
              <a href={itemHref(id, `${item}.checks.${at}`)}>{checkOf(reading.rubric, check.id)?.label ?? check.id}</a>{' '}
              <span class="soft">{decisions[check.decision].word}</span>
            </li>
          ))}
        </ul>
        <p class="soft">A level follows from its checks and is never set by hand.</p>
      </>
    );
  }
  const list = editableLists[item];
  if (!list) return null;
  return (
    <ul class="links">
      {list.of(analysis).map((_, at) => (
        <li>
          <a href={itemHref(id, `${item}.${at}`)}>{label(`${item}.${at}`)}</a>{' '}
          <span class="soft">{itemParts(analysis, `${item}.${at}`).claims[0]?.claim.text}</span>
        </li>
      ))}
    </ul>
  );
}

function dimensionAt({ frameworks }: Analysis, item: string) {
  const found = /^frameworks\.(inpact|goals)\.dimensions\.(\d+)$/.exec(item);
  return found ? frameworks[found[1] === 'goals' ? 'goals' : 'inpact'].dimensions[Number(found[2])] : undefined;
}
