import type { StackShown } from './stack-shown.ts';

/** The stack to take along: its address, and the same as Markdown and JSON. */
export function StackTaken({ shown: { taken } }: { shown: StackShown }) {
  const { link, markdown, json } = taken;
  return (
    <section class="taken" id="share">
      <h2>Take it with you</h2>
      <p>The address holds the whole stack: whoever opens it sees this, by what is published then.</p>
      <p class="on-paper">{link}</p>
      <div class="inline-form no-print">
        <label for="stack-link">Link to this stack</label>
        <input id="stack-link" readonly value={link} />
        <button type="button" class="quiet" data-copy="stack-link" hidden>
          Copy link
        </button>
        <span class="soft" role="status" data-copied />
      </div>
      {markdown || json ? (
        <ul class="inline no-print">
          {markdown ? (
            <li>
              <a href={markdown}>Markdown</a> <span class="soft">to read and discuss, with every quote</span>
            </li>
          ) : null}
          {json ? (
            <li>
              <a href={json}>JSON</a> <span class="soft">for programs</span>
            </li>
          ) : null}
        </ul>
      ) : null}
    </section>
  );
}
