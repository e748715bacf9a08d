import { may } from '../../../domain/person.ts';
import { FactsApartView } from '../facts-apart-view.tsx';
import { mayEdit, type Shown } from './shown.ts';

/**
 * What is entered of the product that this draft does not show, and what nobody entered. A draft keeps what was entered when
 * its run began, so a reviewer would otherwise wonder why an edit is not to be seen.
 */
export function EnteredFacts({ shown }: { shown: Shown }) {
  const { desk, person } = shown;
  const { draft, apart } = desk;
  if (!mayEdit(shown)) return null;
  const { name, licence, price } = draft.analysis.vendor;
  if (apart.length > 0) {
    return (
      <div class="notice">
        <p>What is entered of {name} was changed after this draft was begun:</p>
        <FactsApartView apart={apart} shownIn="this draft" />
        {may(person, 'enqueue') ? (
          <form method="post" action={`/vendors/${draft.slug}/analyse`}>
            <input type="hidden" name="again" value="1" />
            <p>
              Approving publishes what this draft says. A fresh draft replaces it and begins with nothing looked at.
            </p>
            <button type="submit" class="quiet">
              Make a fresh draft
            </button>
          </form>
        ) : null}
      </div>
    );
  }
  const open = [licence === 'unknown' ? 'licence' : '', price.kind === 'unknown' ? 'price' : ''].filter(Boolean);
  if (open.length === 0) return null;
  return (
    <p class="soft">
      No {open.join(' and no ')} is entered: readers see none, unless a quote says one.{' '}
      <a href={`/vendors/${draft.slug}/edit`}>Enter {open.length > 1 ? 'them' : 'it'}</a>
    </p>
  );
}
