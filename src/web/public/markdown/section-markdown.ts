import type { Analysis, Claim } from '../../../domain/analysis.ts';
import { markdownText } from '../../../domain/markdown-text.ts';
import { checkOf, dimensionOf, layerName } from '../reading.ts';
import type { MarkdownPage } from './markdown-page.ts';
import { othersMarkdown } from './others-markdown.ts';
import { statement } from './statement-markdown.ts';

/** Every section of an analysis that is not a framework, by where it stands in the page. */
export const sectionMarkdown = {
  opening: (page: MarkdownPage): string[] => [
    ...section('AI analysis', prose(page.analysis.analysis, page)),
    ...section('Trust before intelligence', prose(page.analysis.trust, page)),
  ],
  rest: (page: MarkdownPage): string[] => {
    const { analysis } = page;
    return [
      ...section('Strengths', claims(analysis.strengths, page)),
      ...section('Limitations', claims(analysis.limitations, page)),
      ...industryFit(page),
      ...section('Alternatives', [...alternatives(page), ...othersMarkdown(page)]),
      ...section('Integration in the 7-layer architecture', integration(page)),
      ...section('Trust risks', trustRisks(page)),
      ...section('Use case scenarios', scenarios(page)),
      ...section('Stack impact', stackImpact(page)),
      ...section('Watch for', watchFor(page)),
      ...section('Two-week proof of concept', pocChecklist(page)),
      ...section('What would raise this score', raises(page)),
      ...section('Fits these contexts', contexts(page)),
      ...section('Integrations the documentation names', integrations(page)),
    ];
  },
};

/** A heading with its lines; nothing at all where there are none. */
function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
}

function prose(all: readonly Claim[], page: MarkdownPage): string[] {
  return all.length === 0 ? [] : [all.map((claim) => statement(claim, page)).join(' ')];
}

function claims(all: readonly Claim[], page: MarkdownPage): string[] {
  return all.map((claim) => `- ${statement(claim, page)}`);
}

function industryFit(page: MarkdownPage): string[] {
  const { bestFor, compliance, caution } = page.analysis.industryFit;
  return section('Industry fit', [
    '**Best suited for**',
    '',
    ...claims(bestFor, page),
    '',
    `**Compliance:** ${statement(compliance, page)}`,
    '',
    '**Use with caution for**',
    '',
    ...claims(caution, page),
  ]);
}

function alternatives(page: MarkdownPage): string[] {
  return page.analysis.alternatives.map(({ name, slug, reason }) => {
    const shown = slug ? `[${markdownText(name)}](<${page.site}/vendors/${slug}>)` : markdownText(name);
    return `- **${shown}:** ${statement(reason, page)}`;
  });
}

function integration(page: MarkdownPage): string[] {
  const { role, upstream, downstream } = page.analysis.integration;
  return [
    `- **Role:** ${statement(role, page)}`,
    `- **Upstream:** ${statement(upstream, page)}`,
    `- **Downstream:** ${statement(downstream, page)}`,
  ];
}

function trustRisks(page: MarkdownPage): string[] {
  return page.analysis.trustRisks.map(
    ({ severity, risk, mitigation }) =>
      `- **${capital(severity)}:** ${statement(risk, page)} **Mitigation:** ${statement(mitigation, page)}`,
  );
}

function scenarios(page: MarkdownPage): string[] {
  return page.analysis.scenarios.map(
    ({ fit, scenario, reason }) =>
      `- **${capital(fit)}:** ${statement(scenario, page)} **Why:** ${statement(reason, page)}`,
  );
}

function stackImpact(page: MarkdownPage): string[] {
  return page.analysis.stackImpact.map(
    ({ layer, effect }) => `- **${layerName(page.rubric, layer)}:** ${statement(effect, page)}`,
  );
}

function watchFor(page: MarkdownPage): string[] {
  return page.analysis.watchFor.map(
    ({ signal, why }) => `- ${statement(signal, page)} **Why:** ${statement(why, page)}`,
  );
}

function pocChecklist({ analysis, rubric }: MarkdownPage): string[] {
  if (analysis.pocChecklist.length === 0) return [];
  const rows = analysis.pocChecklist.map(({ week, dimension, test, passes }) =>
    row(String(week), dimensionOf(rubric, dimension)?.name ?? dimension, test, passes),
  );
  return ['| Week | Dimension | Test | Passes when |', '|---|---|---|---|', ...rows];
}

function raises({ analysis, rubric }: MarkdownPage): string[] {
  return analysis.raise.map(({ dimension, level, nextLevel, needs, checks }) => {
    const name = dimensionOf(rubric, dimension)?.name ?? dimension;
    const labels = checks.map((id) => markdownText(checkOf(rubric, id)?.label ?? id)).join(' · ');
    return `- **${name}:** from ${level ?? 'not assessed'} to ${nextLevel} with ${needs} more of: ${labels}`;
  });
}

function contexts({ analysis, rubric }: MarkdownPage): string[] {
  const { inpact, goals } = analysis.frameworks;
  const rows = analysis.contexts.map((context) =>
    row(
      rubric.stack.contexts.find(({ id }) => id === context.id)?.name ?? context.id,
      needWords(context.inpact, inpact.total),
      needWords(context.goals, goals.total),
    ),
  );
  return rows.length === 0 ? [] : ['| Context | INPACT | GOALS |', '|---|---|---|', ...rows];
}

function needWords({ needs, pass }: Analysis['contexts'][number]['inpact'], total: number): string {
  if (pass === null) return `needs ${needs}; cannot be said while dimensions are not assessed`;
  return pass ? `passes (needs ${needs})` : `misses by ${needs - total} (needs ${needs})`;
}

function integrations(page: MarkdownPage): string[] {
  return page.analysis.integrations.map(
    ({ name, citations }) => `- ${markdownText(name)}${page.notes.mark(citations)}`,
  );
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map(markdownText).join(' | ')} |`;
}

function capital(word: string): string {
  return word.replace(/^./, (first) => first.toUpperCase());
}
