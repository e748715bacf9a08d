import { progressOf, type ReviewDesk } from '../../../actions/review-desk.ts';
import type { Flag } from '../../../domain/analysis.ts';
import { type Attention, isDoubtful } from '../../../domain/attention.ts';
import type { FlagSeverity } from '../../../domain/closed-lists.ts';
import { editableLists } from '../../../domain/edit-lists.ts';
import { howMany } from '../../../domain/how-many.ts';
import { itemLabel, sectionNames } from '../../../domain/item-label.ts';
import { dimensionOf } from '../../public/reading.ts';
import { severities } from './doubt-list.tsx';
import { itemHref, type Shown } from './shown.ts';

const marks: Record<FlagSeverity, string> = { blocks: '■', warns: '▲', notes: '·' };

/** The draft at a glance: what to look at first with how far one has come, then every part in the order of the page. */
export function Outline({ shown }: { shown: Shown }) {
  const { desk, item } = shown;
  const doubtful = desk.attention.filter(isDoubtful);
  const noted = desk.attention.filter((each) => !isDoubtful(each));
  const { looked, of } = progressOf(desk);
  const counts = whence(desk.draft.analysis.flags, doubtful);
  return (
    <nav class="outline" aria-label="Outline of the draft">
      <h2>Look at first</h2>
      {of > 0 ? (
        <p class="soft">
          <progress value={looked} max={of} aria-hidden="true" /> {looked} of {of} {of === 1 ? 'part' : 'parts'} looked
          at
        </p>
      ) : (
        <p class="soft">{desk.draft.change ? 'Nothing is left open.' : 'Nothing about this draft looks doubtful.'}</p>
      )}
      {counts && !desk.draft.change ? <p class="soft">{counts}</p> : null}
      {desk.draft.change ? (
        <p class="soft">Everything else stands as approved in version {desk.draft.change.version}.</p>
      ) : null}
      <ol class="doubtful">
        {doubtful.map((attention) => (
          <Entry shown={shown} attention={attention} />
        ))}
      </ol>
      {noted.length > 0 ? (
        <details open={noted.some((each) => each.item === item)}>
          <summary>{noted.length === 1 ? '1 part with notes only' : `${noted.length} parts with notes only`}</summary>
          <ol class="doubtful">
            {noted.map((attention) => (
              <Entry shown={shown} attention={attention} />
            ))}
          </ol>
        </details>
      ) : null}
      <details open={of === 0}>
        <summary>Every part</summary>
        <ul class="parts">
          {partsOf(desk).map((path) => (
            <li>
              <a href={itemHref(desk.draft.id, path)} aria-current={path === item ? 'true' : undefined} data-row="">
                {partLabel(path, shown)}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

/** How the parts to look at go with the warnings that the queue counts; null where each has exactly one. */
function whence(all: readonly Flag[], doubtful: readonly Attention[]): string | null {
  const warnings = all.filter(({ severity }) => severity !== 'notes').length;
  const warned = doubtful.filter(({ doubts }) =>
    doubts.some(({ flag, severity }) => flag !== null && severity !== 'notes'),
  ).length;
  const compared = doubtful.length - warned;
  if (compared === 0 && warnings === warned) return null;
  const found = 'found by holding decisions and statements against their quotes';
  if (warnings === 0)
    return `No warning in the queue; ${compared === 1 ? 'this part was' : `these ${compared} parts were`} ${found}.`;
  const spread = warned === warnings ? '' : `, on ${howMany(warned, 'part')}`;
  const counted = `${howMany(warnings, 'warning')}, as the queue counts${spread}`;
  if (compared === 0) return `${counted}.`;
  return `${counted}; ${compared} more ${compared === 1 ? 'part' : 'parts'} ${found}.`;
}

function Entry({ shown, attention }: { shown: Shown; attention: ReviewDesk['attention'][number] }) {
  const { desk, reading, item } = shown;
  const [worst] = attention.doubts;
  if (!worst) return null;
  return (
    <li class={attention.looked ? 'looked' : ''}>
      <a
        href={itemHref(desk.draft.id, attention.item)}
        aria-current={attention.item === item ? 'true' : undefined}
        data-row=""
      >
        <span class={`doubt ${worst.severity}`} role="img" aria-label={severities[worst.severity]}>
          {marks[worst.severity]}
        </span>{' '}
        {itemLabel(attention.item, desk.draft.analysis, reading.rubric)}
        {attention.looked ? <span class="soft"> ✓ looked at</span> : null}
      </a>
    </li>
  );
}

/** Summary, dimensions and sections, in the order of the page. */
function partsOf({ draft }: ReviewDesk): string[] {
  const dimensions = (['inpact', 'goals'] as const).flatMap((framework) =>
    draft.analysis.frameworks[framework].dimensions.map((_, at) => `frameworks.${framework}.dimensions.${at}`),
  );
  const sections = Object.keys(sectionNames).filter((path) => path in editableLists || path.includes('.'));
  return ['summary', 'analysis', 'trust', ...dimensions, ...sections.filter((path) => !early.has(path))];
}

const early: ReadonlySet<string> = new Set(['analysis', 'trust', 'vendor.layer', 'vendor.category']);

function partLabel(path: string, { desk, reading }: Shown): string {
  const found = /^frameworks\.(inpact|goals)\.dimensions\.(\d+)$/.exec(path);
  if (!found) return itemLabel(path, desk.draft.analysis, reading.rubric);
  const dimension =
    desk.draft.analysis.frameworks[found[1] === 'goals' ? 'goals' : 'inpact'].dimensions[Number(found[2])];
  if (!dimension) return path;
  const level = dimension.level === null ? 'not assessed' : `${dimension.level} of ${dimension.max}`;
  return `${dimensionOf(reading.rubric, dimension.id)?.name ?? dimension.id}, ${level}`;
}
