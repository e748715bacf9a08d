import type { Analysis, CheckResult, Citation, Claim } from '../domain/analysis.ts';
import type { ClaimKind, DecisionValue } from '../domain/closed-lists.ts';
import { placeOfQuote } from '../domain/edit.ts';
import { checksOf } from '../domain/edit-places.ts';
import { itemLabel } from '../domain/item-label.ts';
import { claimsOf } from '../domain/lint-targets.ts';
import { type Rubric, rubricChecks } from '../domain/rubric.ts';
import { Refused } from '../errors.ts';
import { surroundingsOf, type TextsOf } from './surroundings.ts';

/** A quote with what stands before and after it in the stored page. */
export interface SurroundedQuote extends Citation {
  before: string;
  after: string;
}

/** A statement or decision of an analysis, and what it rests on. */
export interface GroundedStatement {
  /** Its path in the analysis. */
  path: string;
  label: string;
  /** The statement; of a check its question. */
  text: string;
  /** How a statement is meant; null for a decision on a check. */
  kind: ClaimKind | null;
  /** Of a check: its id, what was decided, and why. */
  check: { id: string; decision: DecisionValue; why: string } | null;
  quotes: SurroundedQuote[];
  /** Where it was looked for in vain. */
  searched: string[];
}

interface Wanted {
  /** A path, the beginning of one, or the id of a check or dimension; everything unless given. */
  item?: string;
  /** How many are left out at the start, and how many are given. */
  from: number;
  limit: number;
}

/**
 * What an item of an analysis rests on, in the order of the page, with the surroundings that strangers may see; `total`
 * counts what there is. Throws `Refused` (404) where an analysis has no such item.
 */
export async function statementQuotes(
  analysis: Analysis,
  { rubric, textsOf }: { rubric: Rubric; textsOf: TextsOf },
  { item, from, limit }: Wanted,
): Promise<{ items: GroundedStatement[]; total: number }> {
  const all = groundsOf(analysis, rubric);
  const found = item === undefined ? all : all.filter((each) => isOf(each, item));
  if (item !== undefined && found.length === 0) throw unknownItem(item, analysis);
  const shown = found.slice(from, from + limit);
  const around = await surroundingsOf(
    shown.flatMap(({ citations }) => citations),
    textsOf,
  );
  const items = shown.map(({ citations, dimension: _dimension, ...statement }) => ({
    ...statement,
    label: itemLabel(statement.path, analysis, rubric),
    quotes: citations.map((citation) => ({
      ...citation,
      ...(around.get(placeOfQuote(citation)) ?? { before: '', after: '' }),
    })),
  }));
  return { items, total: found.length };
}

interface Ground extends Omit<GroundedStatement, 'quotes' | 'label'> {
  citations: Citation[];
  /** Of a check, or of the reason of a dimension. */
  dimension: string | null;
}

function groundsOf(analysis: Analysis, rubric: Rubric): Ground[] {
  const dimensions = (['inpact', 'goals'] as const).flatMap((framework) =>
    analysis.frameworks[framework].dimensions.map(({ id }, at) => ({
      id,
      path: `frameworks.${framework}.dimensions.${at}`,
    })),
  );
  const dimensionAt = (path: string): string | null =>
    dimensions.find((each) => path.startsWith(`${each.path}.`))?.id ?? null;
  const integrations = analysis.integrations.map(({ name, citations }, at) => ({
    ...{ path: `integrations.${at}`, text: name, kind: 'cited' as const, check: null },
    ...{ citations, searched: [], dimension: null },
  }));
  return [
    ...claimsOf(analysis).map(({ path, claim }) => ofClaim(path, claim, dimensionAt(path))),
    ...integrations,
    ...checksOf(analysis).map(({ path, check }) => ofCheck(path, check, { rubric, dimension: dimensionAt(path) })),
  ];
}

function ofClaim(path: string, { text, kind, citations, searched }: Claim, dimension: string | null): Ground {
  return { path, text, kind, check: null, citations, searched, dimension };
}

function ofCheck(
  path: string,
  { id, decision, why, citations, searched }: CheckResult,
  { rubric, dimension }: { rubric: Rubric; dimension: string | null },
): Ground {
  const text = rubricChecks(rubric).find(({ check }) => check.id === id)?.check.question ?? id;
  return { path, text, kind: null, check: { id, decision, why }, citations, searched, dimension };
}

function isOf({ path, check, dimension }: Ground, item: string): boolean {
  return path === item || path.startsWith(`${item}.`) || check?.id === item || dimension === item;
}

function unknownItem(item: string, { vendor, frameworks }: Analysis): Refused {
  const dimensions = [...frameworks.inpact.dimensions, ...frameworks.goals.dimensions].map(({ id }) => id);
  return new Refused({
    status: 404,
    code: 'unknown-item',
    message: `The analysis of ${vendor.name} has no item "${item.slice(0, 80)}".`,
    advice: `Name a check such as permitted.roles, a dimension (${dimensions.join(', ')}), or a section or statement by its path, such as strengths or strengths.1.`,
  });
}
