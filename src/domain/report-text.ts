import type { Analysis, Claim, Flag } from './analysis.ts';
import { howMany } from './how-many.ts';
import { itemOf } from './item.ts';
import { itemLabel } from './item-label.ts';
import { licenceWords } from './licence-words.ts';
import { pagesRead } from './pages-read.ts';
import { plainWords } from './plain-words.ts';
import { priceText } from './price-text.ts';
import { frameworkLines } from './report-frameworks.ts';
import { type Ink, inkFor } from './report-ink.ts';
import { wrapped } from './report-wrap.ts';
import { type Rubric, rubricChecks } from './rubric.ts';
import { entryTypeWords } from './vendor-words.ts';

export interface ReportShape {
  /** Columns of the terminal; the report is never wider than 100, where lines get hard to read. */
  width: number;
  colour: boolean;
  /** For the names of what is asked. */
  rubric: Rubric;
}

interface Page {
  width: number;
  ink: Ink;
  rubric: Rubric;
}

/** The analysis for a terminal: every section in the order of the page, decisions with short quotes, flags last. */
export function reportText(analysis: Analysis, shape: ReportShape): string {
  const page: Page = {
    width: Math.max(40, Math.min(shape.width, 100)),
    ink: inkFor(shape.colour),
    rubric: shape.rubric,
  };
  const { frameworks, industryFit, integration, vendor } = analysis;
  const lines = [
    ...header(analysis, page),
    ...section('AI Analysis', paragraph(analysis.analysis, page), page),
    ...section('Trust Before Intelligence', paragraph(analysis.trust, page), page),
    ...frameworkLines('INPACT', frameworks.inpact, page),
    ...frameworkLines('GOALS', frameworks.goals, page),
    ...section('Strengths', items(analysis.strengths, page), page),
    ...section('Limitations', items(analysis.limitations, page), page),
    ...section('Best suited for', items(industryFit.bestFor, page), page),
    ...section('Compliance', paragraph([industryFit.compliance], page), page),
    ...section('Use with caution for', items(industryFit.caution, page), page),
    ...section(
      'Alternatives',
      analysis.alternatives.flatMap(({ name, reason }) => bullet(`${name}: ${reason.text}`, page)),
      page,
    ),
    ...section(
      'Integration in the 7-layer architecture',
      [
        ...bullet(`Role: ${integration.role.text}`, page),
        ...bullet(`Upstream: ${integration.upstream.text}`, page),
        ...bullet(`Downstream: ${integration.downstream.text}`, page),
      ],
      page,
    ),
    ...section(
      'Trust risks',
      analysis.trustRisks.flatMap(({ severity, risk, mitigation }) => [
        ...bullet(`${severity}: ${risk.text}`, page),
        ...wrapped(`Mitigation: ${mitigation.text}`, { width: page.width - 4 }).map((line) => `    ${line}`),
      ]),
      page,
    ),
    ...section(
      'Use case scenarios',
      analysis.scenarios.flatMap(({ fit, scenario, reason }) => [
        ...bullet(`${fit}: ${scenario.text}`, page),
        ...wrapped(reason.text, { width: page.width - 4 }).map((line) => `    ${line}`),
      ]),
      page,
    ),
    ...section(
      'Stack impact',
      analysis.stackImpact.flatMap(({ layer, effect }) => bullet(`${layer}  ${effect.text}`, page)),
      page,
    ),
    ...section(
      'Watch for',
      analysis.watchFor.flatMap(({ signal, why }) => bullet(`${signal.text.replace(/\.$/, '')}: ${why.text}`, page)),
      page,
    ),
    ...section(
      'Two-week proof of concept',
      analysis.pocChecklist.flatMap(({ week, test, passes }) =>
        bullet(`Week ${week}: ${test} Passes: ${passes}`, page),
      ),
      page,
    ),
    ...section('Integrations', paragraphText(analysis.integrations.map(({ name }) => name).join(', '), page), page),
    ...section(
      'What would raise this score',
      analysis.raise.flatMap(({ dimension, level, nextLevel, needs, checks }) =>
        bullet(
          `${nameOf(dimension, page)}: ${level ?? 'not assessed'} to ${nextLevel} with ${needs} of ${checks.map((id) => nameOf(id, page)).join(', ')}`,
          page,
        ),
      ),
      page,
    ),
    ...section(
      'Fits these contexts',
      analysis.contexts.map((context) => contextLine(context, page)),
      page,
    ),
    ...section('For the reviewer', [...flagCount(analysis), ...flags(analysis, page)], page),
    page.ink.quiet(`Made from the public documentation of ${vendor.name}; validate with your own evaluation.`),
  ];
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function header({ vendor, producer, crawl, summary }: Analysis, page: Page): string[] {
  const read = pagesRead({ crawl }).length;
  const { layer, category, entryType, price, licence } = vendor;
  // What nobody entered is not told, as on the page.
  const entered = [priceText(price), licence === 'unknown' ? '' : licenceWords(licence)];
  const badges = [layer, category, entryTypeWords[entryType], ...entered].filter(Boolean).join(' · ');
  const analyst = producer.analyst === 'offline' ? 'offline analyst' : producer.analyst;
  return [
    page.ink.title(vendor.name),
    page.ink.quiet(badges),
    page.ink.quiet(
      `${vendor.homepage} · ${howMany(read, 'page')} read on ${crawl.startedAt.slice(0, 10)} · ${analyst}`,
    ),
    '',
    ...wrapped(summary.text, { width: page.width }),
    '',
  ];
}

function section(title: string, lines: readonly string[], { ink }: Page): string[] {
  return lines.length > 0 ? [ink.heading(title), ...lines, ''] : [];
}

function paragraph(claims: readonly Claim[], page: Page): string[] {
  return paragraphText(claims.map(({ text }) => text).join(' '), page);
}

function paragraphText(text: string, { width }: Page): string[] {
  return wrapped(text, { width: width - 2 }).map((line) => `  ${line}`);
}

function items(claims: readonly Claim[], page: Page): string[] {
  return claims.flatMap(({ text }) => bullet(text, page));
}

function bullet(text: string, { width }: Page): string[] {
  return wrapped(text, { width: width - 4 }).map((line, index) => (index === 0 ? `  • ${line}` : `    ${line}`));
}

function contextLine({ id, inpact, goals }: Analysis['contexts'][number], { rubric }: Page): string {
  const told = ({ needs, pass }: { needs: number; pass: boolean | null }) =>
    `${needs} ${pass === null ? 'undecided' : pass ? 'passes' : 'fails'}`.padEnd(13);
  const name = rubric.stack.contexts.find((context) => context.id === id)?.name ?? id;
  return `  ${name.padEnd(28)} INPACT ${told(inpact)} GOALS ${told(goals)}`.trimEnd();
}

const order: Record<Flag['severity'], number> = { blocks: 0, warns: 1, notes: 2 };

const severities: Record<Flag['severity'], string> = {
  blocks: 'Blocks approval',
  warns: 'Warning',
  notes: 'Note',
};

/** How many warnings, as the queue counts them, and how many notes follow. */
function flagCount(analysis: Analysis): string[] {
  const notes = analysis.flags.filter(({ severity }) => severity === 'notes').length;
  const warnings = analysis.flags.length - notes;
  const counts = [
    ...(warnings > 0 ? [howMany(warnings, 'warning')] : []),
    ...(notes > 0 ? [howMany(notes, 'note')] : []),
  ];
  return counts.length === 0 ? [] : [`  ${counts.join(' and ')}:`];
}

function flags(analysis: Analysis, page: Page): string[] {
  const paint: Record<Flag['severity'], (text: string) => string> = {
    blocks: page.ink.bad,
    warns: page.ink.warn,
    notes: page.ink.quiet,
  };
  return [...analysis.flags]
    .sort((a, b) => order[a.severity] - order[b.severity])
    .flatMap(({ severity, target, message }) => {
      const at = itemLabel(itemOf(target), analysis, page.rubric);
      const said = plainWords(message, page.rubric);
      // Many messages begin with the place themselves.
      const isNamed = said.toLowerCase().startsWith((at.split(/[ :]/)[0] ?? at).toLowerCase());
      const text = `${severities[severity]}: ${isNamed ? '' : `${at}. `}${said}`;
      return bullet(text, page).map((line) => paint[severity](line));
    });
}

/** The name of a dimension or check by its id. */
function nameOf(id: string, { rubric }: Page): string {
  const found = rubricChecks(rubric).find(({ dimension, check }) => dimension.id === id || check.id === id);
  if (!found) return id;
  return found.dimension.id === id ? found.dimension.name : found.check.label;
}
