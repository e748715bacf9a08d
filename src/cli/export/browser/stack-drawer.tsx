import { clashOf } from '../../../domain/stack/clash-of.ts';
import { readStackState } from '../../../domain/stack/read-stack-state.ts';
import { slotCandidates } from '../../../domain/stack/slot-candidates.ts';
import { stackAddress } from '../../../domain/stack/stack-address.ts';
import { stackChoice } from '../../../domain/stack/stack-choice.ts';
import type { StackProblem } from '../../../domain/stack/stack-problem.ts';
import type { StackDetails } from '../../../domain/stack/stack-product.ts';
import { stackReport } from '../../../domain/stack/stack-report.ts';
import { standingSlugs } from '../../../domain/stack/standing-slugs.ts';
import { StackPage } from '../../../web/public/stack/stack-page.tsx';
import type { StackShown } from '../../../web/public/stack/stack-shown.ts';
import { dataFiles } from '../data-files.ts';
import { browserWindow } from './browser-window.ts';
import { copiedCatalogue } from './copied-catalogue.ts';
import { copyFrame } from './copy-frame.ts';
import { copiedJson } from './copy-place.ts';

/** The Stack Builder for a query. */
export async function drawStack(params: URLSearchParams): Promise<string> {
  const { rubric, cards } = await copiedCatalogue();
  const read = readStackState(params, rubric);
  const state = { ...read.state, asOf: null };
  const { products, aside } = stackChoice(cards, state);
  const question = { products, aside, state, rubric };
  const details = await detailsOf(standingSlugs(question));
  const report = stackReport({ products, details }, state, rubric);
  const link = new URL(browserWindow.location.href);
  link.search = stackAddress(state);
  link.hash = '';
  const shown: StackShown = {
    ...{ report, rubric, products, aside, base: copyFrame.base },
    problems: [...read.problems, ...(read.state.asOf ? [oneState(read.state.asOf)] : []), ...report.problems],
    candidates: state.slot ? slotCandidates(question, state.slot) : [],
    clash: clashOf(question, state.slot),
    address: (to) => `/stack${stackAddress(to)}`,
    taken: { link: link.href, markdown: null, json: null },
  };
  return String(<StackPage frame={copyFrame} shown={shown} moment={null} />);
}

async function detailsOf(slugs: readonly string[]): Promise<ReadonlyMap<string, StackDetails>> {
  const read = slugs.map(async (slug) => [slug, await copiedJson<StackDetails>(dataFiles.details(slug))] as const);
  return new Map(await Promise.all(read));
}

function oneState(asOf: string): StackProblem {
  const text = `This copy of the catalogue is one state of it, so what was published on ${asOf} cannot be chosen from here.`;
  return { kind: 'not-understood', parameter: 'as-of', slug: null, text };
}
