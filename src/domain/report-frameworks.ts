import type { CheckResult, DimensionResult, FrameworkResult } from './analysis.ts';
import type { DecisionValue } from './closed-lists.ts';
import type { Ink } from './report-ink.ts';
import { shortened, wrapped } from './report-wrap.ts';

const marks: Record<DecisionValue, { mark: string; ink: keyof Ink }> = {
  met: { mark: '+', ink: 'good' },
  partly: { mark: '~', ink: 'warn' },
  contradicted: { mark: 'x', ink: 'bad' },
  'no-evidence': { mark: '-', ink: 'quiet' },
};

/** One framework: its total, and for each dimension the level, the rationale and the six checks with a short quote. */
export function frameworkLines(name: string, result: FrameworkResult, page: { width: number; ink: Ink }): string[] {
  const { ink } = page;
  const total = `${name}  ${result.total} of ${result.max}`;
  const about =
    result.assessed === result.of ? (result.band ?? '') : `${result.assessed} of ${result.of} dimensions assessed`;
  return [
    ink.heading(total) + (about ? `  ${about}` : ''),
    '',
    ...result.dimensions.flatMap((dimension) => dimensionLines(dimension, page)),
  ];
}

function dimensionLines(dimension: DimensionResult, { width, ink }: { width: number; ink: Ink }): string[] {
  const name = titled(dimension.id);
  const level =
    dimension.level === null
      ? 'not assessed'
      : `${dimension.level}/${dimension.max} ${bar(dimension.level, dimension.max)}`;
  return [
    `  ${ink.title(name.padEnd(14))} ${level}`,
    ...wrapped(dimension.rationale.text, { width: width - 4 }).map((line) => `    ${line}`),
    ...dimension.checks.flatMap((check) => checkLines(check, { width, ink })),
    '',
  ];
}

function checkLines({ id, decision, citations }: CheckResult, { width, ink }: { width: number; ink: Ink }): string[] {
  const { mark, ink: name } = marks[decision];
  const head = `    ${mark} ${id.split('.')[1] ?? id}`;
  const quote = citations[0]?.quote;
  if (!quote) return [ink[name](head) + ink.quiet('  no evidence in the pages read')];
  const room = width - 8;
  return [
    ink[name](decision === 'met' ? head : `${head} (${decision})`),
    `      ${ink.quiet(`“${shortened(quote, room)}”`)}`,
  ];
}

function bar(level: number, max: number): string {
  return '■'.repeat(level) + '□'.repeat(Math.max(0, max - level));
}

function titled(id: string): string {
  const word = id.split('.')[1] ?? id;
  return word.charAt(0).toUpperCase() + word.slice(1);
}
