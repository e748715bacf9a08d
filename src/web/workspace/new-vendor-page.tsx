import { type Frame, Layout } from '../public/layout.tsx';

interface NewVendorProps {
  frame: Frame;
  /** What was typed before, kept when something was wrong. */
  typed: Readonly<Record<string, string>>;
  problem: { field: 'url' | 'list'; message: string } | null;
  /** Rows that one preview takes. */
  mostRows: number;
}

/** Where a product is named by its address, or many by a list. Nothing is queued from here. */
export function NewVendorPage({ frame, typed, problem, mostRows }: NewVendorProps) {
  const listProblem = problem?.field === 'list' ? problem.message : null;
  const urlProblem = problem?.field === 'url' ? problem.message : null;
  return (
    <Layout frame={frame} title="New products" here="/vendors">
      <h1>Analyse a product</h1>
      <p class="lead">
        Give the address where its documentation starts. Assay looks at the site and shows what it understood; there you
        correct that, enter licence and price if you know them, and start. Nothing is analysed before.
      </p>
      <form method="post" action="/vendors/new" enctype="multipart/form-data" class="stacked">
        <label for="url">Documentation address</label>
        <input
          id="url"
          name="url"
          type="text"
          inputmode="url"
          autocomplete="off"
          spellcheck={false}
          placeholder="https://docs.example.com/"
          value={typed.url ?? ''}
          aria-invalid={urlProblem ? 'true' : undefined}
          aria-describedby={urlProblem ? 'url-problem' : undefined}
        />
        {urlProblem ? (
          <p class="field-problem" id="url-problem" role="alert">
            {urlProblem}
          </p>
        ) : null}
        <details open={listProblem !== null || (typed.list ?? '') !== ''}>
          <summary>Several products at once</summary>
          <label for="list">A list of at most {mostRows}</label>
          <p class="soft" id="list-help">
            One address a line, or CSV, JSON or YAML with the fields url, name, layer, category, licence, price and
            more. Only the address is needed. Longer lists: <code>npx assay vendors import FILE</code>
          </p>
          <textarea
            id="list"
            name="list"
            rows={8}
            spellcheck={false}
            aria-invalid={listProblem ? 'true' : undefined}
            aria-describedby={listProblem ? 'list-help list-problem' : 'list-help'}
          >
            {typed.list ?? ''}
          </textarea>
          {listProblem ? (
            <p class="field-problem" id="list-problem" role="alert">
              {listProblem}
            </p>
          ) : null}
          <label for="file">Or a file</label>
          <input id="file" name="file" type="file" accept=".csv,.json,.yaml,.yml,text/csv,application/json" />
        </details>
        <button type="submit">Look at it</button>
        <p class="soft">Takes a few seconds: its robots.txt, its sitemap and a page or two are read.</p>
      </form>
    </Layout>
  );
}
