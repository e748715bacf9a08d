const keys = [
  ['j, k', 'down and up the outline'],
  ['Enter', 'open what the outline stands on'],
  ['n, p', 'next and previous doubtful item'],
  ['l', 'to “Looks right, next”'],
  ['e', 'to the first field of the item'],
  ['/', 'to the search in the stored pages'],
  ['u', 'to undo, after an edit'],
  ['a', 'to the decision'],
  ['x', 'close the item'],
  ['?', 'this help'],
] as const;

/** The keys of the review screen; everything they reach is reached with Tab as well. */
export function KeyHelp() {
  return (
    <details id="keys" class="keys">
      <summary>Keys</summary>
      <dl class="pairs">
        {keys.map(([key, does]) => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
      {/* Shown by the module: without it there are no keys to turn off. People who speak to their computer need it. */}
      <button type="button" id="keys-switch" class="quiet small" hidden>
        Turn the keys off
      </button>
    </details>
  );
}
