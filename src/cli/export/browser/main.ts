import { browserWindow } from './browser-window.ts';
import { copiedDocument } from './copied-document.ts';
import { drawnPageAt } from './copy-place.ts';
import { pageDrawers } from './page-drawers.ts';

/**
 * Draws the pages of a copy that depend on their query, from the files of the copy: with the components that draw them on
 * a server.
 */
const { document, location } = browserWindow;

/** Pages that show their own address, which only the browser knows. */
const namesItself: ReadonlySet<string> = new Set(['/stack']);

/** What a page shows for an address, as a document. */
async function pageAt(address: string) {
  const page = drawnPageAt(address);
  if (!page) throw new Error(`${address} is no page that is drawn`);
  return copiedDocument(await pageDrawers[page](new URL(address).searchParams), page);
}

async function draw(): Promise<void> {
  for (const notice of document.querySelectorAll('[data-needs-script]')) notice.remove();
  const page = drawnPageAt(location.href);
  if (location.search === '' && !(page && namesItself.has(page))) return;
  try {
    const drawn = await pageAt(location.href);
    const main = document.getElementById('content');
    const fresh = drawn.getElementById('content');
    if (main && fresh) main.replaceChildren(...fresh.children);
    document.title = drawn.title;
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  } catch (error) {
    tell(error);
  } finally {
    delete document.documentElement.dataset.drawing;
  }
}

/** The page stays as it stands without its query, and says so. */
function tell(error: unknown): void {
  const notice = document.createElement('p');
  notice.setAttribute('class', 'notice');
  notice.setAttribute('role', 'alert');
  const why = error instanceof Error ? error.message : String(error);
  notice.textContent = `What the address asks for could not be shown (${why}): below is the page without it. Loading it again may help.`;
  const main = document.getElementById('content');
  main?.replaceChildren(notice, ...main.children);
}

// Asked by the script of a page that changes in place.
browserWindow.stackAnswer = async (address) => {
  const drawn = await pageAt(address);
  return { text: drawn.documentElement.innerHTML, address };
};

await draw();
const then = document.querySelector('script[data-then]')?.dataset.then ?? '';
for (const script of then.split(' ').filter(Boolean)) await import(new URL(script, location.href).href);
