import { sha256 } from '../../../domain/digest.ts';

/**
 * The module of the Stack Builder, run by browsers as it stands: a link or form that leads to another state of the same page puts
 * in only the part that changes, without a page load; it keeps folds open, brings what was asked for into view, copies the address,
 * and opens for printing what paper cannot open.
 * Back and forward work, and everything works without it. Where a page can answer by itself, as in an export, it sets
 * `stackAnswer(address)`, which gives the page's text and its address.
 */
const text = `const part = () => document.getElementById('stack');
const isHere = (url) => url.origin === location.origin && url.pathname === location.pathname;
const phone = matchMedia('(max-width: 959px)');
let shown = location.search;
let turn = 0;

async function fetched(address) {
  const answer = await fetch(address, { headers: { accept: 'text/html' } });
  return { text: await answer.text(), address: answer.url };
}
const answerOf = globalThis.stackAnswer ?? fetched;

const nameOf = (fold) => fold.querySelector('summary')?.textContent.replace(/\\d+/g, '').trim();

async function show(url, isNew) {
  const mine = ++turn;
  part().setAttribute('aria-busy', 'true');
  const answer = await answerOf(url.href).catch(() => null);
  if (mine !== turn) return;
  const page = answer && new DOMParser().parseFromString(answer.text, 'text/html');
  const fresh = page?.getElementById('stack');
  if (!fresh) return location.assign(url.href);
  const here = new URL(answer.address);
  here.hash = url.hash;
  if (isNew) history.pushState(null, '', here.href);
  shown = here.search;
  document.title = page.title;
  const opened = [...part().querySelectorAll('details.optional[open], details.further[open]')].map(nameOf);
  part().replaceWith(fresh);
  for (const fold of fresh.querySelectorAll('details')) if (opened.includes(nameOf(fold))) fold.open = true;
  if (isNew) arrive(url.hash);
  ready();
}

/** The focus goes where a page load would have taken it; what is in sight already does not move. */
function arrive(hash) {
  const target = (hash && document.getElementById(hash.slice(1))) || document.querySelector('#stack h1');
  if (!target.hasAttribute('tabindex') && target.tagName !== 'A') target.tabIndex = -1;
  target.focus({ preventScroll: true });
  const { top } = target.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) {
    if (phone.matches || !hash) target.scrollIntoView({ block: 'start' });
    else target.scrollIntoView({ block: 'nearest' });
  }
}

document.addEventListener('click', (event) => {
  const copy = event.target.closest('[data-copy]');
  if (copy) return void copied(copy);
  const link = event.target.closest('#stack a[href]');
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.href);
  if (!isHere(url) || (url.search === shown && url.hash)) return;
  event.preventDefault();
  void show(url, true);
});

document.addEventListener('submit', (event) => {
  const url = new URL(event.target.action);
  if (!event.target.closest('#stack') || !isHere(url)) return;
  event.preventDefault();
  const given = [...new FormData(event.target, event.submitter)].filter(([, value]) => value !== '');
  url.search = new URLSearchParams(given).toString();
  void show(url, true);
});

/** The scores that go by the industry's name are chosen with it, until a person chooses others. */
document.addEventListener('change', ({ target }) => {
  const form = target.closest('.requirements');
  if (!form) return;
  if (target.name === 'context') form.dataset.own = 'yes';
  if (target.name !== 'industry' || form.dataset.own) return;
  const contexts = [...form.elements.context];
  (contexts.find(({ value }) => value === target.value) ?? contexts[0]).checked = true;
});

/** Paper opens nothing: quotes and risks are printed. */
let printed = [];
addEventListener('beforeprint', () => {
  printed = [...document.querySelectorAll('#stack > :not(.change-requirements) details:not(.optional, [open])')];
  for (const fold of printed) fold.open = true;
});
addEventListener('afterprint', () => {
  for (const fold of printed) fold.open = false;
});

addEventListener('popstate', () => {
  if (location.search !== shown) void show(new URL(location.href), false);
});

async function copied(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  const done = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
  document.querySelector('[data-copied]').textContent = done ? 'Copied.' : 'The link is selected: copy it with the keyboard.';
}

function ready() {
  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false;
}
ready();
`;

/** The module under an address that holds its digest, so that it may be cached for ever. */
export const stackScript = { path: `/assets/stack-${sha256(text).slice(0, 12)}.js`, text };
