import { sha256 } from '../../domain/digest.ts';

/**
 * The module of an analysis, run by browsers as it stands: it marks in the list of contents where the reader is, and opens for
 * printing what paper cannot open. Everything works without it.
 */
const text = `const links = [...document.querySelectorAll('.contents a')];
const parts = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
let here = -1;

/** The last part that begins in the upper third of the window; at the very end of the page the last one. */
function current() {
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  if (atEnd) return parts.length - 1;
  return parts.findLastIndex((part) => part && part.getBoundingClientRect().top < innerHeight / 3);
}

function mark() {
  const now = current();
  if (now === here) return;
  links[here]?.removeAttribute('aria-current');
  links[now]?.setAttribute('aria-current', 'location');
  here = now;
  const strip = links[now]?.closest('ul');
  if (strip && strip.scrollWidth > strip.clientWidth) strip.scrollLeft = links[now].offsetLeft - strip.clientWidth / 3;
}

let waiting = false;
addEventListener('scroll', () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mark();
  });
}, { passive: true });
mark();

let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details.checks:not([open])')];
  for (const fold of opened) fold.open = true;
});
addEventListener('afterprint', () => {
  for (const fold of opened) fold.open = false;
});
`;

/** The module under an address that holds its digest, so that it may be cached for ever. */
export const readingScript = { path: `/assets/reading-${sha256(text).slice(0, 12)}.js`, text };
