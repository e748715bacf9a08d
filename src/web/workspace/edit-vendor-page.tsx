import { EntryType, PriceKind } from '../../domain/closed-lists.ts';
import type { Stack } from '../../domain/rubric.ts';
import type { Vendor } from '../../domain/vendor.ts';
import type { Refused } from '../../errors.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { PlaceSelect } from './place-select.tsx';

interface EditVendorProps {
  frame: Frame;
  stack: Stack;
  vendor: Vendor;
  /** What the fields hold: the vendor's own, or what was typed where it was refused. */
  typed: Record<string, string>;
  problem: Refused | null;
}

const texts = [
  ['name', 'Product name'],
  ['homepage', 'Website'],
  ['licence', 'Licence'],
  ['priceNote', 'Note on the price'],
] as const;

/** What is known of a product. A change counts from the next analysis on; what is published stays as it was approved. */
export function EditVendorPage({ frame, stack, vendor, typed, problem }: EditVendorProps) {
  const field = (name: (typeof texts)[number][0]) => {
    const label = texts.find(([known]) => known === name)?.[1];
    return (
      <>
        <label for={name}>{label}</label>
        <input id={name} name={name} value={typed[name] ?? ''} aria-invalid={invalid(problem, name)} />
      </>
    );
  };
  return (
    <Layout frame={frame} title={`Edit ${vendor.name}`} here="/vendors">
      <h1>{vendor.name}</h1>
      <p class="lead">A change counts from the next analysis on. What is published stays as it was approved.</p>
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
        <Choice name="entryType" values={EntryType.options} chosen={typed.entryType} />
        <label for="price">Price</label>
        <Choice name="price" values={PriceKind.options} chosen={typed.price} />
        {field('priceNote')}
        {field('licence')}
        <button type="submit">Save</button>
      </form>
    </Layout>
  );
}

function Choice({ name, values, chosen }: { name: string; values: readonly string[]; chosen: string | undefined }) {
  return (
    <select id={name} name={name}>
      {values.map((value) => (
        <option value={value} selected={chosen === value ? true : undefined}>
          {value.replaceAll('-', ' ')}
        </option>
      ))}
    </select>
  );
}

function invalid(problem: Refused | null, name: string): 'true' | undefined {
  return problem?.details.some(({ path }) => path.split('.')[0] === name) ? 'true' : undefined;
}
