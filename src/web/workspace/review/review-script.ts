import { sha256 } from '../../../domain/digest.ts';

/**
 * The module of the review screens, run by browsers as it stands: keys, the item in focus brought into view, and what was
 * typed kept in the tab until the server says what became of it. Everything works without it. Marks that it looks for: `data-key` (the key that
 * follows a link or puts the cursor into a field), `data-row` (what j and k walk over).
 */
const text = `const writing = (element) => element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== 'radio';
const rows = () => [...document.querySelectorAll('[data-row]')].filter((row) => row.checkVisibility());

function walk(step) {
  const all = rows();
  const here = all.indexOf(document.activeElement);
  const current = here < 0 ? all.findIndex((row) => row.hasAttribute('aria-current')) : here;
  const next = all[Math.min(all.length - 1, Math.max(0, current + step))];
  if (next) next.focus();
}

function help() {
  const keys = document.getElementById('keys');
  if (!keys) return;
  keys.open = !keys.open;
  keys.querySelector('summary').focus();
}

function reach(key) {
  const target = document.querySelector('[data-key="' + CSS.escape(key) + '"]');
  if (!target) return false;
  if (target.tagName === 'A') target.click();
  else target.focus();
  return true;
}

let off = localStorage.getItem('keys') === 'off';
const keySwitch = document.getElementById('keys-switch');
function tellSwitch() {
  if (!keySwitch) return;
  keySwitch.hidden = false;
  keySwitch.textContent = off ? 'Turn the keys on' : 'Turn the keys off';
}
tellSwitch();
keySwitch?.addEventListener('click', () => {
  off = !off;
  localStorage.setItem('keys', off ? 'off' : 'on');
  tellSwitch();
});

document.addEventListener('keydown', (event) => {
  if (off || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (writing(event.target)) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const field = document.querySelector('#focus input:not([type=hidden]), #focus textarea');
  if (event.key === 'j') walk(1);
  else if (event.key === 'k') walk(-1);
  else if (event.key === '?') help();
  else if (event.key === 'e' && field) field.focus();
  else if (!reach(event.key)) return;
  event.preventDefault();
});

for (const shown of document.querySelectorAll('.analysis .focused')) {
  shown.closest('details')?.setAttribute('open', '');
  if (matchMedia('(min-width: 760px)').matches) shown.scrollIntoView({ block: 'center', behavior: 'instant' });
}

const kept = 'typed:' + location.pathname + '#' + (new URLSearchParams(location.search).get('at') ?? '');
const fields = [...document.querySelectorAll('.side textarea')].filter((field) => field.name);
const nameOf = (field) => field.form.action + '#' + (field.form.elements.at?.value ?? '') + '#' + field.name;
const read = () => JSON.parse(sessionStorage.getItem(kept) ?? '{}');
const told = document.querySelector('[role=alert], [role=status]');
if (told) sessionStorage.removeItem(kept);
else for (const field of fields) field.value = read()[nameOf(field)] ?? field.value;
document.addEventListener('input', (event) => {
  if (!fields.includes(event.target)) return;
  sessionStorage.setItem(kept, JSON.stringify({ ...read(), [nameOf(event.target)]: event.target.value }));
});
`;

/** The module under an address that holds its digest, so that it may be cached for ever. */
export const reviewScript = { path: `/assets/review-${sha256(text).slice(0, 12)}.js`, text };
