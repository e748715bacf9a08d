import { sha256 } from '../../domain/digest.ts';

/**
 * The module that copies what is shown this once, run by browsers as it stands. Without it the text is selected by hand, so
 * its button shows only where the module runs.
 */
const text = `for (const button of document.querySelectorAll('[data-copy]')) {
  const shown = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector('[data-copied]');
  button.hidden = false;
  button.addEventListener('click', async () => {
    const done = await navigator.clipboard?.writeText(shown.textContent).then(() => true, () => false);
    if (!done) getSelection().selectAllChildren(shown);
    said.textContent = done ? 'Copied.' : 'It is selected: copy it with the keyboard.';
  });
}
`;

/** The module under an address that holds its digest, so that it may be cached for ever. */
export const copyScript = { path: `/assets/copy-${sha256(text).slice(0, 12)}.js`, text };
