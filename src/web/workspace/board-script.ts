import { sha256 } from '../../domain/digest.ts';

/**
 * Names for the buttons of Bull Board that have a picture only, a heading for its page, and a colour for what it prints too
 * pale: what axe finds there. Buttons come and go with its views, so that they are looked for after every change.
 */
const names = `const named = [
  ['header svg .rds-b1', 'Redis details'],
  ['header button:has(svg path[d^="M8 3H5"])', 'Full screen'],
  ['header button:has(svg circle[cx="12"][cy="12"][r="3"])', 'Settings'],
  ['header button[aria-haspopup="menu"]', 'Links'],
  ['button[class*="copyBtn"]', 'Copy'],
];
const isNamed = (button) => button.getAttribute('aria-label') || button.textContent.trim() || button.title;
function name() {
  for (const [selector, words] of named) {
    for (const found of document.querySelectorAll(selector)) {
      const button = found.closest('button');
      if (button && (!isNamed(button) || found !== button)) button.setAttribute('aria-label', words);
    }
  }
  for (const button of document.querySelectorAll('button')) if (!isNamed(button)) button.setAttribute('aria-label', 'More');
  for (const picture of document.querySelectorAll('svg[role="img"]')) {
    picture.removeAttribute('role');
    picture.setAttribute('aria-hidden', 'true');
  }
  for (const logo of document.querySelectorAll('a[class*="logo"] img')) logo.alt = '';
  for (const small of document.querySelectorAll('h5')) {
    small.setAttribute('role', 'heading');
    small.setAttribute('aria-level', '2');
  }
  const main = document.querySelector('main');
  if (main && !document.querySelector('h1')) {
    const heading = document.createElement('h1');
    heading.textContent = document.title;
    heading.className = 'assay-unseen';
    main.prepend(heading);
  }
}
new MutationObserver(name).observe(document.documentElement, { childList: true, subtree: true });
name();
`;

const colours = `.assay-unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
[class*="timeline"] *,kbd[class*="searchShortcut"],[class*="nullValue"]{color:inherit!important;opacity:1!important;font-weight:400!important}
[aria-current="page"],[aria-current="page"] *{color:inherit!important}
`;

/** What is put into Bull Board's page, each under an address that holds its digest. */
export const boardScript = file('names', names, 'js');
export const boardColours = file('colours', colours, 'css');

function file(name: string, text: string, ending: string): { path: string; text: string } {
  return { path: `/assets/board-${name}-${sha256(text).slice(0, 12)}.${ending}`, text };
}
