import type { ChangeItem, DraftChange, Requote } from '../../../domain/draft-change.ts';
import { holderAt } from '../../../domain/edit-places.ts';
import { itemOf } from '../../../domain/item.ts';
import { itemLabel } from '../../../domain/item-label.ts';
import { plainWords } from '../../../domain/plain-words.ts';
import { scoreChanges } from '../../../domain/score-changes.ts';
import { quoteKey } from '../../../domain/site-changes.ts';
import { ItemChange } from './item-change.tsx';
import { MovedQuotes } from './moved-quotes.tsx';
import { itemHref, type Shown } from './shown.ts';

/** How a change draft opens: each thing that is open with both quotes, what follows, and that the rest stands. */
export function WhatChanged({ shown, change }: { shown: Shown; change: DraftChange }) {
  const { desk, reading } = shown;
  const { draft, published } = desk;
  const scores = published ? scoreChanges(published.analysis, draft.analysis, reading.rubric) : [];
  const { items, requotes, version } = change;
  return (
    <section class="what-changed" aria-labelledby="what-changed">
      <h2 id="what-changed">What changed since version {version}</h2>
      {items.length === 0 && requotes.length > 0 ? <OnlyAddresses requotes={requotes} /> : null}
      {scores.map((sentence) => (
        <p>{sentence}</p>
      ))}
      {items.length > 0 && scores.length === 0 ? <p>The scores stay as they are.</p> : null}
      <ol class="open-items">
        {items.map((item) => (
          <li>
            <OpenItem shown={shown} item={item} sameAs={shownAlready(items, item)} />
          </li>
        ))}
      </ol>
      <Following shown={shown} change={change} />
      <p>
        {items.length > 0 ? `Everything else stands as approved in version ${version}. ` : ''}
        <a href={`/review/${draft.id}/changes?from=published`}>See every difference</a>
      </p>
      {requotes.length > 0 ? <MovedQuotes shown={shown} requotes={requotes} isOpen={items.length === 0} /> : null}
    </section>
  );
}

function OnlyAddresses({ requotes }: { requotes: readonly Requote[] }) {
  // As the list below counts them: a quote that several statements cite is one.
  const length = new Set(requotes.map(({ before, after }) => `${quoteKey(before)} ${quoteKey(after)}`)).size;
  return (
    <p>
      Only addresses: {length === 1 ? 'one quote stands' : `${length} quotes stand`} word for word on another page.
      Nothing is to be decided; approving takes over {length === 1 ? 'the new address' : 'all new addresses'} in one go.
    </p>
  );
}

/** Where in the list the very same quotes are shown before, counted from one: a sentence often carries several statements. */
function shownAlready(items: readonly ChangeItem[], item: ChangeItem): number | undefined {
  const first = items.findIndex(({ quotes }) => JSON.stringify(quotes) === JSON.stringify(item.quotes));
  return item.quotes.length > 0 && first < items.indexOf(item) ? first + 1 : undefined;
}

function OpenItem({ shown, item, sameAs }: { shown: Shown; item: ChangeItem; sameAs: number | undefined }) {
  const { desk, reading } = shown;
  const { draft } = desk;
  const own = itemOf(item.path);
  const holder = holderAt(draft.analysis, item.path);
  const isFlagged = draft.analysis.flags.some(
    ({ target, message }) => target === item.path && message === item.sentence,
  );
  const isLooked = desk.attention.some((each) => each.item === own && each.looked);
  const standing = isFlagged ? (isLooked ? 'looked at' : '') : 'answered';
  return (
    <>
      <h3>
        <a href={itemHref(draft.id, own)}>{itemLabel(own, draft.analysis, reading.rubric)}</a>
        {standing === '' ? null : <span class="soft"> ✓ {standing}</span>}
      </h3>
      {holder && 'claim' in holder ? <p class="statement">“{holder.claim.text}”</p> : null}
      <p>{plainWords(item.sentence, reading.rubric)}</p>
      <ItemChange shown={shown} item={item} sameAs={sameAs} />
    </>
  );
}

/** Statements whose quotes stand, written for a decision that is another one now; and what is wrong with the reading. */
function Following({ shown: { desk, reading }, change }: { shown: Shown; change: DraftChange }) {
  const { analysis, id } = desk.draft;
  const touched = new Set(change.items.map(({ path }) => itemOf(path)));
  const others = analysis.flags.filter(({ target, severity }) => severity !== 'notes' && !touched.has(itemOf(target)));
  const rewritten = others.filter(({ kind }) => kind === 'stale-citation').map(({ target }) => itemOf(target));
  const ofReading = others.filter(({ kind }) => kind === 'injection-suspected' || kind === 'crawl-incomplete');
  return (
    <>
      {rewritten.length > 0 ? <p>Written for the earlier decision, to be read again:</p> : null}
      <ul class="claims">
        {[...new Set(rewritten)].map((item) => (
          <li>
            <a href={itemHref(id, item)}>{itemLabel(item, analysis, reading.rubric)}</a>
          </li>
        ))}
      </ul>
      {ofReading.length > 0 ? <p>About this reading:</p> : null}
      <ul class="claims">
        {ofReading.map(({ target, message }) => (
          <li>
            {plainWords(message, reading.rubric)} <a href={itemHref(id, itemOf(target))}>Look at it</a>
          </li>
        ))}
      </ul>
    </>
  );
}
