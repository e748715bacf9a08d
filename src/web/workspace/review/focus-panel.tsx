import { type Attention, isDoubtful } from '../../../domain/attention.ts';
import { editableLists } from '../../../domain/edit-lists.ts';
import { itemFlags, itemOf, itemParts } from '../../../domain/item.ts';
import { itemLabel } from '../../../domain/item-label.ts';
import { CheckGround } from './check-ground.tsx';
import { ClaimPanel } from './claim-panel.tsx';
import { DecideForm } from './decide-form.tsx';
import { DoubtList } from './doubt-list.tsx';
import { EntryFields, SectionPanel } from './entry-fields.tsx';
import { ItemChange } from './item-change.tsx';
import { ItemLinks } from './item-links.tsx';
import { NoteForms } from './note-forms.tsx';
import { PageSearch } from './page-search.tsx';
import { ReportsHere } from './reports-here.tsx';
import { itemHref, mayEdit, type Shown } from './shown.ts';

/** The item in focus: what is doubtful, what it rests on, and everything that can be changed about it. */
export function FocusPanel({ shown, item }: { shown: Shown; item: string }) {
  const { desk, reading } = shown;
  const { analysis } = desk.draft;
  const { claims, check } = itemParts(analysis, item);
  const attention = desk.attention.find((each) => each.item === item);
  const label = (each: string) => itemLabel(each, analysis, reading.rubric);
  const targets = [
    ...(check ? [{ at: check.path, name: 'this check' }] : []),
    ...claims.map(({ path }) => ({ at: path, name: partName(path, item) })),
  ];
  return (
    <section class="focus" id="focus" aria-labelledby="focus-title" tabindex={-1}>
      <Steps desk={desk} item={item} />
      <h2 id="focus-title">{label(item)}</h2>
      <DoubtList shown={shown} doubts={attention?.doubts ?? []} />
      {(desk.draft.change?.items ?? [])
        .filter(({ path }) => itemOf(path) === item)
        .map((each) => (
          <ItemChange shown={shown} item={each} isFocus />
        ))}
      <ReturnedBecause shown={shown} item={item} />
      <ReportsHere shown={shown} item={item} />
      {/* What is said comes before the button that says that it was read. */}
      {check ? <CheckGround shown={shown} path={check.path} check={check.check} /> : null}
      {mayEdit(shown) && (attention || targets.length > 0) ? (
        <NoteForms shown={shown} item={item} doubts={attention} />
      ) : null}
      {check && mayEdit(shown) ? <DecideForm shown={shown} path={check.path} check={check.check} /> : null}
      {claims.map(({ path, claim }) => (
        <ClaimPanel shown={shown} path={path} claim={claim} name={partName(path, item)} />
      ))}
      <EntryFields shown={shown} item={item} />
      <ItemLinks shown={shown} item={item} label={label} />
      <SectionPanel shown={shown} item={item} />
      {targets.length > 0 ? <PageSearch shown={shown} targets={targets} /> : null}
      {targets.length === 0 && !editableLists[item] && itemFlags(analysis.flags, item).length === 0 ? (
        <p class="soft">
          Nothing of this is edited by hand: it follows from the rest or comes from the product’s own record.
        </p>
      ) : null}
    </section>
  );
}

/** "Risk" of `trustRisks.0.risk`; plainly the text where an item is one statement. */
function partName(path: string, item: string): string {
  const last = path === item ? 'text' : (path.split('.').at(-1) ?? 'text');
  return last.charAt(0).toUpperCase() + last.slice(1);
}

/** To the doubtful item before and after this one. */
function Steps({ desk, item }: { desk: Shown['desk']; item: string }) {
  const doubtful: Attention[] = desk.attention.filter(isDoubtful);
  const at = doubtful.findIndex((each) => each.item === item);
  const before = at > 0 ? doubtful[at - 1] : undefined;
  const after = doubtful[at + 1];
  return (
    <p class="steps">
      {before ? (
        <a href={itemHref(desk.draft.id, before.item)} data-key="p">
          ← Previous
        </a>
      ) : null}
      {after ? (
        <a href={itemHref(desk.draft.id, after.item)} data-key="n">
          Next doubtful →
        </a>
      ) : null}
      <a href={`/review/${desk.draft.id}`} data-key="x">
        Close
      </a>
    </p>
  );
}

/** Why the draft was returned, where that was about this item. */
function ReturnedBecause({ shown: { desk }, item }: { shown: Shown; item: string }) {
  const { lastReview } = desk;
  if (lastReview?.verdict !== 'returned') return null;
  const asked = (lastReview.items ?? []).filter(({ path }) => itemOf(path) === item);
  return (
    <>
      {asked.map(({ reason }) => (
        <p class="notice">
          {lastReview.person} returned it: {reason}
        </p>
      ))}
    </>
  );
}
