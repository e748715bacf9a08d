import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sha256 } from '../../domain/digest.ts';

/**
 * Our module over EventSource: a place with `data-live` is fetched anew by htmx when its stream tells something, at most
 * once in 700 ms, until the stream says that nothing more will come. Folds that a person opened stay open, and what has the
 * focus keeps it. A stream that breaks is opened again by the browser. Everything works without it.
 */
const live = `const pause = 700;
let source = null;
let due = 0;

function words(text) {
  for (const place of document.querySelectorAll('[data-live-words]')) place.textContent = text;
}

function news(place) {
  if (due) return;
  due = setTimeout(() => {
    due = 0;
    htmx.trigger(place(), 'news');
  }, pause);
}

function listen() {
  const place = () => document.querySelector('[data-live]');
  const address = place()?.dataset.live;
  if (!address) return;
  if (source) {
    if (source.address === address && source.readyState !== EventSource.CLOSED) return;
    source.close();
  }
  source = new EventSource(address);
  source.address = address;
  const tell = () => news(place);
  for (const kind of ['progress', 'page', 'model-call', 'failure', 'retry', 'note', 'change']) source.addEventListener(kind, tell);
  source.addEventListener('open', () => words(', live'));
  source.addEventListener('error', () => words(', connecting again'));
  source.addEventListener('end', () => {
    source.close();
    clearTimeout(due);
    due = 0;
    const last = place();
    if (last) htmx.trigger(last, 'news');
  });
}

const nameOf = (fold) => fold.querySelector('summary')?.textContent.replace(/\\d+/g, '').trim();
let opened = [];
let focused = null;
document.addEventListener('htmx:beforeSwap', () => {
  opened = [...document.querySelectorAll('details[open]')].map(nameOf);
  const element = document.activeElement;
  focused = element && element !== document.body ? [element.tagName, element.textContent] : null;
});
document.addEventListener('htmx:afterSwap', () => {
  for (const fold of document.querySelectorAll('details')) if (opened.includes(nameOf(fold))) fold.open = true;
  if (focused && document.activeElement === document.body) {
    const same = (element) => element.textContent === focused[1];
    [...document.querySelectorAll(focused[0])].find(same)?.focus({ preventScroll: true });
  }
  if (!document.querySelector('[data-live]')) source?.close();
  else if (source?.readyState === EventSource.OPEN) words(', live');
  listen();
});

listen();
`;

/** No eval, no styles of its own, no other host, no scripts in what it fetches: what the content policy refuses, asked for never. */
const settings = `htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.allowScriptTags = false;
htmx.config.historyEnabled = false;
htmx.config.defaultSettleDelay = 0;
`;

interface Script {
  path: string;
  text: string;
  /** Whether it is a module; else it runs after the page is read, in its place among the others. */
  isModule: boolean;
}

/** htmx with its settings behind it: it reads them when the document is ready, which is later. */
const htmxFile = createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js');
const htmx = script('htmx', `${readFileSync(htmxFile, 'utf8')}\n${settings}`, false);

/** The scripts of pages that follow work under way, in their order, under addresses that hold their digests. */
export const liveScripts: readonly Script[] = [htmx, script('live', live, true)];

function script(name: string, text: string, isModule: boolean): Script {
  return { path: `/assets/${name}-${sha256(text).slice(0, 12)}.js`, text, isModule };
}
