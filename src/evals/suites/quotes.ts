import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gateQuote, gateSpan, verifySlice } from '../../domain/quote-gate.ts';
import { rubricChecks } from '../../domain/rubric.ts';
import { units } from '../../domain/sentences.ts';
import { readPage } from '../../stages/extract/read-page.ts';
import { bareSite, planted, readFacts } from '../facts.ts';
import type { Ground } from '../ground.ts';
import { inventedQuotes } from '../inspect-chain.ts';
import { liarModel } from '../models/liar-model.ts';
import { mutantsOf, type Span } from '../quotes/quote-mutants.ts';
import { writtenPages } from '../quotes/written-pages.ts';
import { runChain } from '../run-chain.ts';
import type { Gate, SuiteResult } from '../suite-result.ts';

/** Written pages beside the fixtures', and quotes at most: ten thousand before a release, two thousand each time. */
const sizes = { whole: { pages: 300, spans: 10_000 }, sample: { pages: 60, spans: 2000 } };
/** Shares of lies: a careless reader, one that is not to be trusted, and one that only lies. */
const lying = [0.1, 0.25, 1];

/** True quotes pass the gate and doctored ones do not, over pages in which code chose them; and a liar gets none into a draft. */
export async function quotes(ground: Ground): Promise<SuiteResult> {
  const size = sizes[ground.size];
  const pages = [...(await fixturePages(ground)), ...writtenPages(size.pages)];
  const spans: Span[] = pages.flatMap((text, page) =>
    units(text, 'prose').flatMap((unit) => {
      const gated = gateSpan(text, unit);
      return gated.ok ? [{ page, start: gated.start, end: gated.end, quote: gated.quote }] : [];
    }),
  );
  const chosen = spans.slice(0, size.spans);
  const refusedTrue = chosen.filter((span) => !standsAgain(span, pages[span.page] ?? ''));
  const byKind = new Map<string, { tried: number; accepted: number }>();
  for (const [index, span] of chosen.entries()) {
    for (const mutant of mutantsOf({ pages, span, index, other: spans[(index + 7) % spans.length] ?? span })) {
      const count = byKind.get(mutant.kind) ?? { tried: 0, accepted: 0 };
      byKind.set(mutant.kind, { tried: count.tried + 1, accepted: count.accepted + Number(mutant.accepted()) });
    }
  }
  const kinds = [...byKind].sort(([a], [b]) => (a < b ? -1 : 1));
  const tried = kinds.reduce((sum, [, count]) => sum + count.tried, 0);
  const accepted = kinds.reduce((sum, [, count]) => sum + count.accepted, 0);
  const liars = await Promise.all(lying.map((share) => liar(share, ground)));
  return {
    suite: 'quotes',
    analysts: ['none: code chooses the quotes', 'liar double'],
    header: ['quotes', 'tried', 'accepted'],
    rows: [
      ['true', String(chosen.length), String(chosen.length - refusedTrue.length)],
      ...kinds.map(([kind, count]) => [kind, String(count.tried), String(count.accepted)]),
      ...liars.map(({ share, proposed, stopped, invented }) => [
        `of a liar, ${100 * share} % lies (${stopped})`,
        String(proposed),
        `${invented} invented in the draft`,
      ]),
    ],
    gates: [
      gate('every true quote is accepted', refusedTrue.length, chosen.length),
      gate('every doctored quote is refused', accepted, tried),
      gate(
        'no invented quote of a liar stands in a draft',
        liars.reduce((sum, { invented }) => sum + invented, 0),
        liars.length,
      ),
    ],
    notes: [`Over ${pages.length} pages: those of the two invented products and pages written by number.`],
    skipped: null,
  };
}

/** Retyped with other spaces and quote marks, a quote is found again at its own place and holds. */
function standsAgain(span: Span, text: string): boolean {
  const retyped = span.quote.replace(/ /g, '  ').replace(/"/g, '\u201d').replace(/'/g, '\u2019');
  const again = gateQuote(text, retyped, span.start);
  return again.ok && again.start === span.start && again.end === span.end && verifySlice(span, text).ok;
}

async function fixturePages({ fixturesFolder }: Ground): Promise<string[]> {
  const files = (await readdir(fixturesFolder, { recursive: true })).filter((file) => file.endsWith('.html')).sort();
  return Promise.all(
    files.map(async (file) => {
      const body = new Uint8Array(await readFile(join(fixturesFolder, file)));
      return readPage({ url: `https://fixture.example/${file}`, contentType: 'text/html', charset: 'utf-8', body })
        .text;
    }),
  );
}

async function liar(share: number, ground: Ground) {
  const facts = await readFacts(ground);
  const told = rubricChecks(ground.rubric).map(({ check }, at) => ({
    check: check.id,
    say: at % 3 === 0 ? ('denial' as const) : ('fact' as const),
  }));
  const chain = await runChain(planted(bareSite(facts), facts, told), ground, ground.modelOver(liarModel(share)));
  const parts = chain.evidence.harvest?.parts ?? [];
  const sum = (of: (part: (typeof parts)[number]) => number) => parts.reduce((total, part) => total + of(part), 0);
  const discarded = parts.filter(({ outcome }) => outcome === 'discarded').length;
  return {
    share,
    proposed: sum(({ proposed }) => proposed),
    stopped: `${sum(({ refused }) => refused)} refused, ${sum(({ dropped }) => dropped)} dropped, ${discarded} of ${parts.length} replies discarded`,
    invented: inventedQuotes(chain).length,
  };
}

function gate(says: string, failed: number, tried: number): Gate {
  return { says, measured: `${failed} of ${tried} failed`, ok: failed === 0 };
}
