import type { Rubric } from '../../domain/rubric.ts';
import { type Frame, Layout } from '../public/layout.tsx';

interface NewVendorProps {
  frame: Frame;
  rubric: Rubric;
  /** What was typed before, kept when something was wrong. */
  typed: Record<string, string>;
  problem: { message: string; advice: string } | null;
}

/** The form for one product; a list goes through `assay vendors import`. */
export function NewVendorPage({ frame, rubric, typed, problem }: NewVendorProps) {
  return (
    <Layout frame={frame} title="New product" here="/vendors/new">
      <h1>Analyse a product</h1>
      <p>
        Give the address where its documentation starts. Assay reads up to 120 pages of it, politely, and drafts an
        analysis for review.
      </p>
      {problem ? (
        <div class="problem" role="alert">
          <p>
            <strong>{problem.message}</strong> {problem.advice}
          </p>
        </div>
      ) : null}
      <form method="post" action="/vendors/new" class="stacked">
        <label for="url">Documentation address</label>
        <input
          id="url"
          name="url"
          type="url"
          required
          placeholder="https://docs.example.com/"
          value={typed.url ?? ''}
        />
        <label for="name">Product name</label>
        <input id="name" name="name" required maxlength={80} value={typed.name ?? ''} />
        <label for="place">What it is</label>
        <select id="place" name="place" required>
          <option value="">Choose its layer and category</option>
          {rubric.stack.layers.map((layer) => (
            <optgroup label={`${layer.id} ${layer.name}`}>
              {layer.categories.map((category) => (
                <option
                  value={`${layer.id}/${category.id}`}
                  selected={typed.place === `${layer.id}/${category.id}` ? true : undefined}
                >
                  {category.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <button type="submit">Add and analyse</button>
      </form>
    </Layout>
  );
}
