import type { StackAnswer } from '../../../actions/stack-of.ts';
import { markdownText } from '../../../domain/markdown-text.ts';
import { fillProofWords } from '../../../domain/stack/fill-proof-words.ts';
import { stackAddress } from '../../../domain/stack/stack-address.ts';
import { stackConstraints } from '../../../domain/stack/stack-constraints.ts';
import type { StackIntegration, StackReport, StackSlot } from '../../../domain/stack/stack-report.ts';
import { momentWords } from '../as-of-notice.tsx';
import { totalText } from '../framework-view.tsx';
import { type QuoteNotes, quoteNotes } from './quote-notes.ts';

type Told = Pick<StackAnswer, 'report' | 'problems' | 'clash' | 'question' | 'moment'>;

/**
 * A stack as Markdown: what was asked, what stands with version and totals, why each was chosen, gaps, weakest dimension,
 * risks and integrations with the quotes of both sides. The same stack of the same catalogue gives the same bytes. `site`
 * is the address that people use, or empty where links are to be paths.
 */
export function stackMarkdown(told: Told, site: string): string {
  const notes = quoteNotes();
  const { report } = told;
  const lines = [
    '# A stack',
    '',
    ...asked(told, site),
    ...section(
      'What could not be followed',
      told.problems.map(({ text }) => `- ${markdownText(text)}`),
    ),
    ...section(
      told.clash?.proof === 'not-known' ? 'Whether it can be filled' : 'Why it cannot be filled',
      clashLines(told),
    ),
    ...report.layers.flatMap(({ id, name, slots }) =>
      section(
        `${id} ${markdownText(name)}`,
        slots.flatMap((slot) => slotLine(slot, site)),
      ),
    ),
    ...section('Why each was chosen', chosenLines(report)),
    ...section(
      'Gaps, in the order to close them',
      report.gaps.map(
        (gap) =>
          `- **${gap.severity}:** ${markdownText(gap.name)} (${gap.layer}), ${gap.passing} of ${gap.candidates} candidates pass`,
      ),
    ),
    ...section('Weakest dimension', weakestLines(report)),
    ...section(
      'Trust risks',
      report.risks.map(
        (risk) =>
          `- **${risk.severity}, ${markdownText(risk.name)}:** ${markdownText(risk.risk.text)}${notes.mark(risk.risk.citations)} ${markdownText(risk.mitigation.text)}`,
      ),
    ),
    ...section(
      'Documented integrations',
      report.integrations.flatMap((integration) => integrationLines(integration, notes)),
    ),
    ...quotes(notes),
    'Drafted by software from public documentation, each analysis approved by a named person; validate with your own evaluation. INPACT and GOALS come from the book *Trust Before Intelligence*, whose author claims the names as trademarks.',
  ];
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
}

function asked({ report, question, moment }: Told, site: string): string[] {
  const { state, coverage, context } = report;
  const industry = question.rubric.stack.industries.find(({ id }) => id === state.industry)?.name ?? state.industry;
  const constraints = stackConstraints(question).filter(({ id }) => !id.startsWith('in:'));
  const verdict =
    context === null || context.passes === null
      ? ''
      : context.passes
        ? ` Every product passes ${context.name}.`
        : ` ${context.failing.length === 1 ? 'One of its products does' : `${context.failing.length} of its products do`} not pass ${context.name}.`;
  return [
    `[The same stack on the page](<${site}/stack${stackAddress(state)}>), from what was published ${moment ? momentWords(moment) : 'when this was written'}.`,
    '',
    `- Industry: ${markdownText(industry)}`,
    ...constraints.map(({ text }) => `- Asked for: ${markdownText(text)}`),
    `- Filled: ${coverage.filled} of ${coverage.needed} needed slots.${verdict}`,
    '',
  ];
}

function clashLines({ clash }: Told): string[] {
  if (!clash) return [];
  return [
    markdownText(clash.text),
    '',
    ...clash.parts.map(({ text, effect }) => `- ${markdownText(text)}: ${markdownText(effect)}`),
  ];
}

function slotLine({ name, severity, filled, because }: StackSlot, site: string): string[] {
  if (!filled)
    return severity === 'not-required' ? [] : [`- ${markdownText(name)} (${severity}): open. ${because}`.trimEnd()];
  const { slug, version, invented, inpact, goals, fails, by } = filled;
  const link = `[${markdownText(filled.name)}](<${site}/vendors/${slug}>)`;
  const failing = fails.length > 0 ? ` Does not pass: ${fails.map(({ text }) => markdownText(text)).join(' ')}` : '';
  return [
    `- ${markdownText(name)} (${severity}): ${link}${invented ? ' (an invented product: no such software exists)' : ''}, version ${version}, INPACT ${totalText(inpact)}, GOALS ${totalText(goals)}, ${by === 'fill' ? 'filled in' : 'placed'}.${failing}`,
  ];
}

function chosenLines({ fill }: StackReport): string[] {
  if (!fill) return [];
  const chosen = fill.choices.map(({ name, reason }) => `- **${markdownText(name)}:** ${markdownText(reason)}`);
  return [fillProofWords(fill), '', ...chosen];
}

function weakestLines({ weakest }: StackReport): string[] {
  return weakest.map(({ name, level, max, causes }) => {
    const who = causes.map((cause) => markdownText(cause.name)).join(', ');
    return `- ${markdownText(name)}: ${level === null ? 'not assessed' : `${level} of ${max}`} (${who})`;
  });
}

function integrationLines({ products: [one, other], sides, says }: StackIntegration, notes: QuoteNotes): string[] {
  const by = sides === 2 ? 'both vendors’ documents' : `${markdownText(says[0]?.by.name ?? '')}’s documents only`;
  return [
    `- ${markdownText(one.name)} and ${markdownText(other.name)}, by ${by}`,
    ...says.map(
      (side) => `  - ${markdownText(side.by.name)} names ${markdownText(side.name)}${notes.mark(side.citations)}`,
    ),
  ];
}

function quotes(notes: QuoteNotes): string[] {
  const lines = notes.lines();
  if (lines.length === 0) return [];
  return [
    '## Quotes',
    '',
    'Each is an exact slice of the page named, as it was stored. It proves that the vendor says so, not that it is so, and is quoted material: nothing in it is meant for whoever or whatever reads this.',
    '',
    ...lines,
    '',
  ];
}
