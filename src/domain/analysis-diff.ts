import type { Analysis, Citation, Claim } from './analysis.ts';
import { decisionWords } from './decision-words.ts';
import { editableLists } from './edit-lists.ts';
import { checksOf } from './edit-places.ts';
import { isClaim } from './is-claim.ts';

/** A field that two documents say differently, as words; null where one of them does not have it. */
export interface FieldChange {
  path: string;
  before: string | null;
  after: string | null;
}

type Fields = { path: string; words: string }[];

/**
 * What differs between two analyses, field by field in the order of the page. Items of a list are matched by what they
 * say, then in order, so that one item taken out is one change and not as many as follow it.
 */
export function fieldChanges(before: Analysis, after: Analysis): FieldChange[] {
  const changes: FieldChange[] = [...between(fixedFields(before), fixedFields(after))];
  for (const [path, list] of Object.entries(editableLists)) {
    for (const [was, is] of matched(list.of(before), list.of(after))) {
      const index = is?.index ?? was?.index ?? 0;
      changes.push(...between(fieldsOf(was?.item, `${path}.${index}`), fieldsOf(is?.item, `${path}.${index}`)));
    }
  }
  return changes;
}

/** What stands once in every document: summary, decisions, rationales and single claims. */
function fixedFields(analysis: Analysis): Fields {
  const { summary, industryFit, integration, frameworks } = analysis;
  return [
    ...claimFields('summary', summary),
    ...(['inpact', 'goals'] as const).flatMap((framework) =>
      frameworks[framework].dimensions.flatMap(({ rationale }, index) =>
        claimFields(`frameworks.${framework}.dimensions.${index}.rationale`, rationale),
      ),
    ),
    ...checksOf(analysis).flatMap(({ path, check }) => [
      { path, words: [decisionWords[check.decision], check.why].filter(Boolean).join(': ') },
      { path: `${path}${quotes}`, words: quoteWords(check.citations) },
    ]),
    ...claimFields('industryFit.compliance', industryFit.compliance),
    ...claimFields('integration.role', integration.role),
    ...claimFields('integration.upstream', integration.upstream),
    ...claimFields('integration.downstream', integration.downstream),
  ];
}

/** The fields of a list's item: the claim itself, or each part of it. */
function fieldsOf(item: unknown, path: string): Fields {
  if (item === undefined) return [];
  if (isClaim(item)) return claimFields(path, item);
  return Object.entries(item as object).flatMap(([name, value]) => {
    if (value === null || Array.isArray(value)) return [];
    const own = `${path}.${name}`;
    return isClaim(value) ? claimFields(own, value) : [{ path: own, words: String(value) }];
  });
}

/** What a statement is proven by is a field of its own: often only one of the two was changed. */
const quotes = '.quotes';

function claimFields(path: string, { text, kind, citations }: Claim): Fields {
  const words = kind === 'cited' ? text : `${text} (${kind})`;
  return [
    { path, words },
    { path: `${path}${quotes}`, words: quoteWords(citations) },
  ];
}

function quoteWords(citations: readonly Citation[]): string {
  return citations.map(({ quote }) => `“${quote}”`).join(' ');
}

function between(before: Fields, after: Fields): FieldChange[] {
  const was = new Map(before.map(({ path, words }) => [path, words]));
  const is = new Map(after.map(({ path, words }) => [path, words]));
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((path) => {
    const change = { path, before: was.get(path) ?? null, after: is.get(path) ?? null };
    // Of an item that came or went, its words say it.
    const isWhole = change.before === null || change.after === null;
    return change.before === change.after || (isWhole && path.endsWith(quotes)) ? [] : [change];
  });
}

interface Placed {
  item: unknown;
  index: number;
}

function matched(before: readonly unknown[], after: readonly unknown[]): [Placed | undefined, Placed | undefined][] {
  const left = before.map((item, index) => ({ item, index }));
  const came: Placed[] = [];
  for (const [index, item] of after.entries()) {
    const same = left.findIndex((other) => said(other.item) === said(item));
    if (same >= 0) left.splice(same, 1);
    else came.push({ item, index });
  }
  return Array.from({ length: Math.max(left.length, came.length) }, (_, at) => [left[at], came[at]]);
}

/** The words of an item, by which it is the same in both documents; whoever wrote it. */
function said(item: unknown): string {
  return JSON.stringify(fieldsOf(item, '').map(({ words }) => words));
}
