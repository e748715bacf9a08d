import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inventedCatalogue } from '../../../bench/stack/invented-catalogue.ts';
import { readRubric } from '../../../src/adapters/rubric-files.ts';
import { clashOf } from '../../../src/domain/stack/clash-of.ts';
import { readStackState } from '../../../src/domain/stack/read-stack-state.ts';
import { slotCandidates } from '../../../src/domain/stack/slot-candidates.ts';
import { stackAddress } from '../../../src/domain/stack/stack-address.ts';
import { stackReport } from '../../../src/domain/stack/stack-report.ts';
import { stackMarkdown } from '../../../src/web/public/markdown/stack-markdown.ts';
import { StackBody } from '../../../src/web/public/stack/stack-body.tsx';
import type { StackShown } from '../../../src/web/public/stack/stack-shown.ts';

const rubric = await readRubric(join(import.meta.dirname, '..', '..', '..', 'prompts', 'rubric'));
const products = inventedCatalogue(5_000, rubric, 7);

/** The part of the page that shows the state of an address, from a catalogue of 5,000 products. */
function drawn(query: string): { html: string; shown: StackShown } {
  const { state, problems } = readStackState(new URLSearchParams(query), rubric);
  const question = { products, state, rubric };
  const shown: StackShown = {
    ...{ problems, products, aside: new Map(), rubric, base: '', taken: { link: query, markdown: null, json: null } },
    report: stackReport({ products, details: new Map() }, state, rubric),
    candidates: state.slot ? slotCandidates(question, state.slot) : [],
    clash: clashOf(question, state.slot),
    address: (to) => `/stack${stackAddress(to)}`,
  };
  return { html: String(StackBody({ shown })), shown };
}

describe('A stack that takes more work than one answer may', () => {
  const query = '?linked=yes&fill=best&if=analytics,relationships-are-queried';
  const { html, shown } = drawn(query);

  it('is shown with what was found, and says that it is not proven best', () => {
    expect(shown.report.fill?.proof).toBe('not-proven-best');
    expect(shown.report.coverage.filled).toBe(shown.report.coverage.needed);
    expect(html).toContain('the search was cut short, this is the best that was found, and a better filling may exist');
    expect(html).not.toContain('No open slot can be filled');
  });

  it('says so before anything else where nothing was found, on the page and in Markdown', () => {
    const { fill } = shown.report;
    const report = { ...shown.report, fill: fill && { ...fill, choices: [] } };
    expect(String(StackBody({ shown: { ...shown, report } }))).toContain('the search was cut short');
    const question = { products, state: report.state, rubric };
    const markdown = stackMarkdown({ report, problems: [], clash: null, question, moment: null }, '');
    expect(markdown).toContain('Not proven best: the search was cut short');
  });
});

describe('The Stack Builder over 5,000 products', () => {
  const { html, shown } = drawn('?industry=healthcare&context=enterprise&fill=best&slot=llm-access');

  it('shows a dozen candidates of a slot in full, and lets a person pick any other by its name', () => {
    expect(shown.candidates.length).toBeGreaterThan(50);
    expect(html.match(/<li class="candidate /g)).toHaveLength(12);
    const picked = [...html.matchAll(/<option value="([^"]+)"/g)].map(([, slug]) => slug);
    expect(picked).toEqual(shown.candidates.slice(12).map(({ slug }) => slug));
    expect(html).toContain('<select id="further" name="llm-access"');
    expect(html).toContain('<input type="hidden" name="context" value="enterprise"');
  });

  it('weighs less than a picture: what it shows does not grow with the catalogue', () => {
    // The whole page may weigh 150 kB with stylesheet and module; this is its text before it is compressed.
    expect(html.length).toBeLessThan(100_000);
  });

  it('offers the products next best to each other for comparison', () => {
    const best = shown.candidates.slice(0, 4).map(({ slug }) => slug);
    expect(html).toContain(`href="/compare?v=${best.join(',')}"`);
  });
});
