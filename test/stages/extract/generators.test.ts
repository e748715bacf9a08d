import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PageText } from '../../../src/domain/page-text.ts';
import { readPage } from '../../../src/stages/extract/read-page.ts';

/** Pages in the markup that each generator makes, in words of an invented product; `generators/` holds them. */
const expected: Record<string, string> = {
  vitepress: `Moorings

A mooring holds up to 40 vessels. It is set in berths.max.

WARNING

Loosening a mooring drops its queue.

Tip

Moor before the tide turns.

Why forty?

More lines than that tangle.

Settings

Setting: berths.max | Default: 40
Setting: tide.wait | Default: 6 h

npm yarn

npm add harbour
npx harbour moor

yarn add harbour

1. Counted at low tide.`,
  gitbook: `Lamp oil

What a lamp burns, and for how long.

One filling lasts 14 nights.

Grades

Grade: Clear | Nights: 14
Grade: Amber | Nights: 9

Danger

Never fill a burning lamp.

Polish brass weekly.

Oil iron monthly.

Can I mix grades?

Amber over clear only.

- Store oil below 25 °C.

lamp.yaml

oil: clear
nights: 14`,
  docsy: `Signals

How ships are told what to do.

Signals are read from left to right.

Lights

Warning

A red light stops every ship.

Info

Green lights carry no order.

By day a flag is hoisted.

By night a lamp is swung.

signal: red
hold: 30s

- Hoist: To raise a flag on its line.

Each signal is repeated three times.

1. Twice in fog.`,
  jekyll: `Tides

Springs

Warning

Spring tides flood the lower quay.

Important

Read this twice

The gate closes at 5.2 m.

A spring tide follows each new moon.

Month: May | Height: 4.8 m

tide = 4.8
puts tide

- Slack: The hour in which water stands still.

1. And each full one.`,
  sphinx: `Fog horns

Caution

A horn is heard 9 miles away.

Who blows

Only the keeper blows the horn.

Blasts

Two blasts mean reverse.

Deprecated since version 2.0: Single blasts.

- horn.blow(count): Blows so many times.

Blasts: 2 | Meaning: Reverse

horn.blow(2)

Three near the pier.`,
};

describe.each(Object.keys(expected))('A page made by %s', (generator) => {
  const page = read(generator);

  it('is its text: headings, rows, lists, code, notes with their kind, all tabs, details, footnotes', () => {
    expect(page.text).toBe(expected[generator]);
  });

  it('marks code as code and rows as rows', () => {
    const kinds = (kind: string) => page.blocks.filter((block) => block.kind === kind);
    expect(kinds('code').length).toBeGreaterThan(generator === 'vitepress' ? 1 : 0);
    expect(kinds('row').map(({ start, end }) => page.text.slice(start, end))).toEqual(
      page.text.split('\n').filter((line) => line.includes(' | ')),
    );
    expect(kinds('heading').length).toBeGreaterThan(1);
  });

  it('is not taken for a page that needs a browser, nor its tabs for hidden text', () => {
    expect(page.needsJavascript).toBe(false);
  });
});

function read(generator: string): PageText {
  return readPage({
    url: `https://docs.harbourlight.example/${generator}`,
    contentType: 'text/html; charset=utf-8',
    charset: 'utf-8',
    body: readFileSync(join(import.meta.dirname, 'generators', `${generator}.html`)),
  });
}
