import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/stages/extract/read-page.ts';

const read = (html: string, contentType = 'text/html') =>
  readPage({
    url: 'https://docs.harbour.example/guide/a',
    contentType,
    charset: null,
    body: new TextEncoder().encode(html),
  });
const textOf = (inner: string) => read(`<main>${inner}</main>`).text;

describe('The text of an HTML page', () => {
  it('parts blocks with a blank line and items and rows with a line break', () => {
    const page = read(
      '<main><h1>Limits</h1><p>One  <b>bold</b>\nparagraph.</p><ul><li>First<ul><li>Inner</li></ul></li><li><p>Second</p></li></ul>' +
        '<ol start=3><li>Third</li></ol><pre>a\n  b\n</pre><p>End</p></main>',
    );
    expect(page.text).toBe(
      'Limits\n\nOne bold paragraph.\n\n- First\n  - Inner\n- Second\n\n3. Third\n\na\n  b\n\nEnd',
    );
    expect(page.blocks.map((block) => block.kind)).toEqual([
      'heading',
      'prose',
      'item',
      'item',
      'item',
      'item',
      'code',
      'prose',
    ]);
    expect(page.blocks.map((block) => page.text.slice(block.start, block.end))).toContain('Second');
    expect(page.title).toBe('Limits');
  });

  it('repeats the header in each row, over spanned rows too', () => {
    expect(
      textOf(
        '<table><thead><tr><th>Setting</th><th>Value</th><th>Note</th></tr></thead><tr><td rowspan=2>batch</td><td>64</td><td></td></tr>' +
          '<tr><td>128</td><td><p>On SSD.</p><p>Fast.</p></td></tr></table>',
      ),
    ).toBe('Setting: batch | Value: 64\nSetting: batch | Value: 128 | Note: On SSD. Fast.');
  });

  it('reads a table that only lays out a note as text', () => {
    expect(
      textOf(
        '<div class="admonitionblock note"><table><tr><td class="icon"></td><td class="content"><p>Mind the gap.</p></td></tr></table></div>',
      ),
    ).toBe('Note\n\nMind the gap.');
  });

  it('puts a term before its explanation', () => {
    expect(textOf('<dl><dt><code>max.batch</code></dt><dd><p>Rows at once.</p></dd><dt>alone</dt></dl>')).toBe(
      '- max.batch: Rows at once.\n- alone',
    );
  });

  it('leaves out what stands around the text', () => {
    const page = read(
      '<body><a class="skip-link" href="#m">Skip</a><header><nav>Menu</nav></header><aside class="sidebar">Side</aside>' +
        '<main><nav class="breadcrumbs">Home</nav><article><h1>Title<a class="headerlink" href="#t">¶</a></h1><p>Text.</p>' +
        '<div class="admonition tip"><p>Kept tip.</p></div><aside class="callout note"><p>Kept note.</p></aside>' +
        '<pre><code>x = 1</code></pre><button>Copy</button><a class="edit-link" href="/edit">Edit this page</a></article>' +
        '<div class="table-of-contents">On this page</div></main><footer>All rights</footer>' +
        '<div id="cookie-banner"><p>Cookies</p></div></body>',
    );
    expect(page.text).toBe('Title\n\nText.\n\nTip\n\nKept tip.\n\nNote\n\nKept note.\n\nx = 1');
    expect(page.links).toEqual(['https://docs.harbour.example/edit']);
  });

  it('leaves out a cookie banner that is styled as an alert', () => {
    expect(textOf('<p>Text.</p><div class="alert alert-info cookie-banner">We use cookies.</div>')).toBe('Text.');
  });

  it('keeps the title that stands in the header of an article', () => {
    expect(
      read('<header>Site</header><main><article><header><h1>Title</h1></header><p>Text.</p></article></main>').text,
    ).toBe('Title\n\nText.');
  });

  it('keeps sections whose ids are words of the site', () => {
    expect(textOf('<section id="cookies"><h2 id="feedback">Feedback</h2><p>Text.</p></section>')).toBe(
      'Feedback\n\nText.',
    );
  });

  it('finds the text in a container that a menu class is put on', () => {
    expect(read('<div class="nav-drawer sidebar-open"><main><p>Text stands here.</p></main></div>').text).toBe(
      'Text stands here.',
    );
  });

  it('goes on after a stray end tag that closes the container early', () => {
    const page = read(
      `<div role="main"><p>Begin of the page.</p></div></div><p>${'The greater part of it. '.repeat(9)}</p>`,
    );
    expect(page.text).toContain('The greater part');
  });

  it('drops lists of links where the page marks no main text', () => {
    const menu = `<div><ul>${[1, 2, 3, 4, 5].map((n) => `<li><a href="/p${n}">Page ${n}</a></li>`).join('')}</ul></div>`;
    const page = read(`<body>${menu}<div><h1>Title</h1><p>Text of the page.</p></div></body>`);
    expect(page.text).toBe('Title\n\nText of the page.');
    expect(page.links).toHaveLength(5);
  });

  it('keeps the panels behind tabs, and only as many as there are tabs', () => {
    const page = read(
      '<main><ul role="tablist"><li role="tab">A</li><li role="tab">B</li></ul><div role="tabpanel">Panel one.</div>' +
        '<div role="tabpanel" hidden>Panel two.</div></main>',
    );
    expect(page.text).toBe('Panel one.\n\nPanel two.');
    expect(read('<main><p>Text.</p><div role="tabpanel" hidden>Smuggled.</div></main>').text).toBe('Text.');
  });
});

describe('Hidden text', () => {
  it.each([
    '<p hidden>secret</p>',
    '<p aria-hidden="true">secret</p>',
    '<p style="display:none">secret</p>',
    '<p style="VISIBILITY : hidden">secret</p>',
    '<p style="position:absolute;left:-9999px">secret</p>',
    '<p style="font-size:0">secret</p>',
    '<p style="opacity: 0.0;">secret</p>',
    '<p style="text-indent:-9999px">secret</p>',
    '<p style="color:#fff;background:#fff">secret</p>',
    '<p style="height:1px;overflow:hidden">secret</p>',
    '<p class="sr-only">secret</p>',
    '<p class="visually-hidden">secret</p>',
    '<div class="hidden"><p>secret</p></div>',
    '<style>.zz{display:none}</style><p class="zz">secret</p>',
  ])('is no text: %s', (markup) => {
    const page = read(`<main><p>Seen.</p>${markup}<p>Also seen.</p></main>`);
    expect(page.text).toBe('Seen.\n\nAlso seen.');
    expect(page.hidden).toBe(1);
  });

  it.each([
    '<!-- secret -->',
    '<img alt="secret" title="secret" src="x.png">',
    '<script>secret</script>',
    '<template><p>secret</p></template>',
    '<noscript>secret</noscript>',
    '<meta name="description" content="secret">',
    '<svg><text>secret</text></svg>',
    '<iframe srcdoc="secret">secret</iframe>',
  ])('never comes from %s', (markup) => {
    expect(textOf(`<p>Seen.</p>${markup}`)).toBe('Seen.');
  });

  it('is not what is hidden on small screens only', () => {
    expect(textOf('<p class="hidden md:block">Seen.</p>')).toBe('Seen.');
  });

  it('does not stand between letters', () => {
    expect(textOf('<p>ig\u200bnore\u202e al\u00adl \u{e0041}this</p>')).toBe('ignore all this');
    // Bytes of a hidden text as variation selectors, behind a letter each and in a row.
    expect(textOf('<p>a\ufe02ll\u{e0153}\u{e0162} is\ufe0f\ufe0e well\ufe00 \u26a0\ufe0f</p>')).toBe(
      'all is well \u26a0\ufe0f',
    );
  });
});

describe('What a page says of itself', () => {
  it('gives absolute links without fragments, also from the menus', () => {
    const page = read(
      '<base href="https://docs.harbour.example/x/"><nav><a href="b#c">B</a></nav><main><a href="/d">D</a><a href="mailto:a@b">M</a><a href="#e">E</a></main>',
    );
    expect(page.links).toEqual(['https://docs.harbour.example/x/b', 'https://docs.harbour.example/d']);
  });

  it('gives canonical address, language and an old version’s banner', () => {
    const page = read(
      '<html lang="en-GB"><head><link rel="canonical" href="/guide/b"><title>T | Harbour</title></head><body><div class="version-banner">' +
        'You are reading the documentation of a version that is no longer maintained.</div><main><p>Text.</p></main></body></html>',
    );
    expect(page).toMatchObject({
      canonical: 'https://docs.harbour.example/guide/b',
      language: 'en-gb',
      outdated: true,
      title: 'T',
      text: 'Text.',
    });
  });

  it('tells a page that needs a browser from one that is short', () => {
    expect(
      read(
        '<body><div id="root"></div><noscript>You need to enable JavaScript.</noscript><script src="a.js"></script></body>',
      ).needsJavascript,
    ).toBe(true);
    expect(read('<main><p>Short.</p></main><script src="a.js"></script>').needsJavascript).toBe(false);
    const menu = `<nav>${'<a href="/x">A page of the menu</a>'.repeat(30)}</nav>`;
    for (const shell of [
      `${menu}<div id="__next"><main><p>Loading…</p></main></div>`,
      `${menu}<div id="swagger-ui"></div>`,
      `${menu}<redoc spec-url="/openapi.json"></redoc>`,
    ]) {
      expect(read(`<body>${shell}<script src="a.js"></script></body>`).needsJavascript, shell).toBe(true);
    }
    const text =
      '<p>A page whose text stands in its markup needs no browser, whatever its scripts may add to it later on, and is read as it is.</p>'.repeat(
        2,
      );
    expect(
      read(`<body>${menu}<div id="__next"><main>${text}</main></div><script></script></body>`).needsJavascript,
    ).toBe(false);
  });

  it('uses the declared character set', () => {
    const latin = (charset: string | null, head: string) =>
      readPage({
        url: 'https://a.example/',
        contentType: 'text/html',
        charset,
        body: Uint8Array.from([...`${head}<main><p>caf\u00e9 au lait</p></main>`].map((char) => char.charCodeAt(0))),
      }).text;
    expect(latin('iso-8859-1', '')).toBe('café au lait');
    expect(latin(null, '<meta charset="windows-1252">')).toBe('café au lait');
    expect(latin('no-such-charset', '')).toContain('au lait');
  });
});

describe('Hostile markup', () => {
  it.each([
    ['deep nesting', `<p>Before.</p>${'<div>'.repeat(300_000)}`],
    ['stuffed attributes', `<p>Before.</p><p ${Array.from({ length: 100_000 }, (_, n) => `a${n}=1`).join(' ')}>x</p>`],
    ['unclosed lists', `<p>Before.</p>${'<ul><li>'.repeat(100_000)}`],
    [
      'table of spans',
      `<p>Before.</p><table><tr>${'<td rowspan=99999 colspan=99999>x</td>'.repeat(2000)}</tr></table>`,
    ],
    ['open comment', `<p>Before.</p>${'<!--'.repeat(200_000)}`],
    ['open tags', `<p>Before.</p>${'<a '.repeat(200_000)}`],
  ])('costs no more than its length: %s', (_, markup) => {
    const before = performance.now();
    expect(textOf(markup)).toContain('Before.');
    // Far above what it takes (under 0.3 s), far below what a quadratic reading would.
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it('ends the page at a tag with more attributes than any author writes', () => {
    const stuffed = (count: number) =>
      `<p>Before.</p><p ${Array.from({ length: count }, (_, n) => `a${n}=1`).join(' ')}>x</p><p>After.</p>`;
    expect(textOf(stuffed(200))).toContain('After.');
    expect(textOf(stuffed(201))).toBe('Before.');
  });
});
