import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/stages/extract/read-page.ts';

const read = (source: string, contentType = 'text/markdown') =>
  readPage({
    url: 'https://docs.harbour.example/a/b.md',
    contentType,
    charset: 'utf-8',
    body: new TextEncoder().encode(source),
  });

describe('The text of a Markdown page', () => {
  it('is what a reader of the rendered page sees', () => {
    const page = read(
      '---\ntitle: "From the front"\nsecret: x\n---\nimport Tabs from "@theme/Tabs";\n\n# Limits {#limits}\n\nA *short* **paragraph** with `code_name` and\na [link](../c.md#d).\n\n' +
        '<!-- secret -->\n{/* secret */}\n\n- First item\n  goes on\n  - Inner\n- Second\n\n1. One\n2. Two\n\n| Setting | Value |\n|---|---|\n| a | 1 |\n| b | `x\\|y` |\n\n' +
        '```js\nimport x from "y";\n\n# no heading\n```\n\n> Quoted.\n\n:::note Mind\n\nKept note.\n\n:::\n\n<Tabs>\n<TabItem label="x">\n\nIn a tab.\n\n</TabItem>\n</Tabs>\n\n![secret](x.png)\n',
    );
    expect(page.text).toBe(
      'Limits\n\nA short paragraph with code_name and a link.\n\n- First item goes on\n  - Inner\n- Second\n\n1. One\n2. Two\n\n' +
        'Setting: a | Value: 1\nSetting: b | Value: x|y\n\nimport x from "y";\n\n# no heading\n\nQuoted.\n\nNote\n\nMind\n\nKept note.\n\nIn a tab.',
    );
    expect(page.title).toBe('Limits');
    expect(page.links).toEqual(['https://docs.harbour.example/a/../c.md'.replace('/a/..', '')]);
  });

  it('keeps names with underscores and stars in code', () => {
    expect(read('Set max_batch_size and `a*b*c` to 5 * 3 * 2.').text).toBe(
      'Set max_batch_size and a*b*c to 5 * 3 * 2.',
    );
  });

  it('drops hidden HTML, over blank lines too', () => {
    expect(read('Seen.\n\n<div style="display:none">\n\nsecret\n\n</div>\n\nSeen too.').text).toBe(
      'Seen.\n\nSeen too.',
    );
  });

  it('takes the title of the front matter where there is no heading', () => {
    expect(read('---\ntitle: Front\n---\nText.').title).toBe('Front');
  });

  it('reads what a server calls plain text by the ending of its address', () => {
    expect(read('# Head\n\nText.', 'text/plain').blocks[0]?.kind).toBe('heading');
  });

  it('ends no hidden element by the end of a note that never began', () => {
    expect(read('Seen.\n\n<div style="display:none">\n\n:::\n\nsecret\n\n</Note>\n\nsecret\n\n</div>').text).toBe(
      'Seen.',
    );
  });

  it('keeps notes with their kind, footnotes, definitions and all tabs', () => {
    expect(
      read(
        ':::warning\n\nMind this.\n\n:::\n\n!!! tip\n    Moor early.\n\n> [!CAUTION]\n> Horns are loud.\n\n<Note>\n  Lamps burn.\n</Note>\n\n<Callout type="danger" title="Stop">\nNever fill.\n</Callout>\n\n' +
          'A lamp burns.[^1]\n\nHoist\n: To raise a flag.\n\n=== "Day"\n\n    A flag.\n\n=== "Night"\n\n    A lamp.\n\n<details>\n<summary>Why</summary>\n\nBecause.\n\n</details>\n\n[^1]: Fourteen nights.\n',
      ).text,
    ).toBe(
      'Warning\n\nMind this.\n\nTip\n\nMoor early.\n\nCaution\n\nHorns are loud.\n\nNote\n\nLamps burn.\n\nDanger\n\nStop\n\nNever fill.\n\n' +
        'A lamp burns.\n\n- Hoist: To raise a flag.\n\nDay\n\nA flag.\n\nNight\n\nA lamp.\n\nWhy\n\nBecause.\n\n1. Fourteen nights.',
    );
  });

  it('reads underlined headings, notes with a mark and references', () => {
    expect(read('Head\n====\n\n!!! note "Mind"\n    Inside.\n\nSee [it][r].\n\n[r]: /r').text).toBe(
      'Head\n\nNote\n\nMind\n\nInside.\n\nSee it.',
    );
  });
});

describe('The text of a plain page', () => {
  it('has paragraphs, items and code', () => {
    const page = readPage({
      url: 'https://a.example/notes.txt',
      contentType: 'text/plain',
      charset: null,
      body: new TextEncoder().encode(
        'Head\nline\n\n- one\n- two\n  more\n\n    code here\n\nSee https://a.example/x.\n',
      ),
    });
    expect(page.text).toBe('Head line\n\n- one\n- two more\n\n    code here\n\nSee https://a.example/x.');
    expect(page.links).toEqual(['https://a.example/x']);
  });
});
