import type { CheckResult, DimensionResult } from '../../../domain/analysis.ts';
import type { FrameworkId } from '../../../domain/closed-lists.ts';
import { markdownText } from '../../../domain/markdown-text.ts';
import { decisions, totalText } from '../framework-view.tsx';
import { checkOf, dimensionOf } from '../reading.ts';
import type { MarkdownPage } from './markdown-page.ts';
import { searchedWords, statement } from './statement-markdown.ts';

/** One framework: its total and band, then each dimension with its reason and its six checks. */
export function frameworkMarkdown(id: FrameworkId, page: MarkdownPage): string[] {
  const result = page.analysis.frameworks[id];
  const band = result.band ? `, ${result.band}` : '';
  return [
    `## ${page.rubric[id].name}: ${totalText(result)}${band}`,
    '',
    `${page.rubric[id].asks.replace(/^./, (first) => first.toUpperCase())}.`,
    '',
    ...result.dimensions.flatMap((dimension) => dimensionLines(dimension, page)),
  ];
}

function dimensionLines(dimension: DimensionResult, page: MarkdownPage): string[] {
  const name = dimensionOf(page.rubric, dimension.id)?.name ?? dimension.id;
  const level = dimension.level === null ? 'not assessed' : `${dimension.level} of ${dimension.max}`;
  return [
    `### ${name}: ${level}`,
    '',
    statement(dimension.rationale, page),
    '',
    ...dimension.checks.map((check) => checkLine(check, page)),
    '',
  ];
}

function checkLine(check: CheckResult, page: MarkdownPage): string {
  const question = checkOf(page.rubric, check.id)?.question ?? check.id;
  const ground = check.citations.length > 0 ? page.notes.mark(check.citations) : searchedWords(check, page);
  return `- **${decisions[check.decision].word}:** ${markdownText(question)} ${markdownText(check.why)}${ground}`;
}
