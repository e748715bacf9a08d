import type { FactApart } from '../../domain/facts-apart.ts';
import { licenceDoubt } from '../../domain/licence-doubt.ts';
import type { Stack } from '../../domain/rubric.ts';
import type { Vendor } from '../../domain/vendor.ts';
import { entryTypeWords, priceWords } from '../../domain/vendor-words.ts';
import type { Refused } from '../../errors.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { FactsApartView } from './facts-apart-view.tsx';
import { PlaceSelect } from './place-select.tsx';

interface EditVendorProps {
  frame: Frame;
  stack: Stack;
  vendor: Vendor;
  /** What the fields hold: the vendor's own, or what was typed where it was refused. */
  typed: Record<string, string>;
  problem: Refused | null;
  /** What readers are shown otherwise than it is entered. */
  apart: readonly FactApart[];
  /** Whether a change was saved just now. */
  saved: boolean;
}

const texts = [
  ['name', 'Product name'],
  ['homepage', 'Website'],
  ['licence', 'Licence'],
  ['priceNote', 'Note on the price'],
] as const;

/** What is known of a product. A change counts from the next analysis on; what is published stays as it was approved. */
export function EditVendorPage({ frame, stack, vendor, typed, problem, apart, saved }: EditVendorProps) {
  const field = (name: (typeof texts)[number][0]) => {
    const label = texts.find(([known]) => known === name)?.[1];
    return (
      <>
        <label for={name}>{label}</label>
        <input id={name} name={name} value={typed[name] ?? ''} aria-invalid={invalid(problem, name)} />
      </>
    );
  };
  const doubt = problem ? null : licenceDoubt(typed.licence ?? '');
  return (
    <Layout frame={frame} title={`Edit ${vendor.name}`} here="/vendors">
      <h1>{vendor.name}</h1>
      <p class="lead">
        What is published stays as it was approved: readers see a change with the next draft that a person approves.
      </p>
      {saved || apart.length > 0 ? <Apart vendor={vendor} apart={apart} saved={saved} /> : null}
      {problem ? (
        <div class="problem" role="alert">
          <p>
            <strong>{problem.message}</strong> {problem.advice}
          </p>
        </div>
      ) : null}
      <form method="post" action={`/vendors/${vendor.slug}/edit`} class="stacked">
        {field('name')}
        <label for="sources">Where its documentation starts, one address a line</label>
        <textarea id="sources" name="sources" rows={4} spellcheck={false} aria-invalid={invalid(problem, 'sources')}>
          {typed.sources ?? ''}
        </textarea>
        {field('homepage')}
        <label for="place">What it is</label>
        <PlaceSelect id="place" name="place" chosen={typed.place ?? ''} stack={stack} />
        <label for="entryType">Entry type</label>
        <Choice name="entryType" words={entryTypeWords} chosen={typed.entryType} />
        <label for="price">Price</label>
        <Choice name="price" words={priceWords} chosen={typed.price} />
        {field('priceNote')}
        {field('licence')}
        <p class="soft">
          {doubt ?? 'An SPDX id such as Apache-2.0, or proprietary, or unknown where you do not know it.'}
        </p>
        <button type="submit">Save</button>
      </form>
    </Layout>
  );
}

/** What readers are shown otherwise than it stands here, and the way to change that. */
function Apart({ vendor, apart, saved }: Pick<EditVendorProps, 'vendor' | 'apart' | 'saved'>) {
  return (
    <div class="notice" role={saved ? 'status' : undefined}>
      {saved ? <p>Saved.</p> : null}
      {apart.length > 0 ? (
        <form method="post" action={`/vendors/${vendor.slug}/analyse`}>
          <p>Readers do not see all of it yet:</p>
          <FactsApartView apart={apart} shownIn="the published analysis" />
          <p>
            An analysis that finds the pages unchanged makes no draft. A fresh one is made from the pages all the same,
            for a person to approve.
          </p>
          <input type="hidden" name="again" value="1" />
          <button type="submit" class="quiet">
            Make a fresh draft
          </button>
        </form>
      ) : null}
    </div>
  );
}

interface ChoiceProps {
  name: string;
  words: Readonly<Record<string, string>>;
  chosen: string | undefined;
}

function Choice({ name, words, chosen }: ChoiceProps) {
  return (
    <select id={name} name={name}>
      {Object.entries(words).map(([value, text]) => (
        <option value={value} selected={chosen === value ? true : undefined}>
          {text}
        </option>
      ))}
    </select>
  );
}

function invalid(problem: Refused | null, name: string): 'true' | undefined {
  return problem?.details.some(({ path }) => path.split('.')[0] === name) ? 'true' : undefined;
}
