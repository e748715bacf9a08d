import type { z } from 'zod';
import { nearVariants, unionIssues } from './union-issues.ts';

type Issue = z.core.$ZodIssue;

/** A field and what is wrong there, for a person. */
export interface FieldFault {
  /** With points between its parts; `(whole)` for the input itself. */
  path: string;
  /** Goes on behind the name of the field, such as "must be text". */
  message: string;
}

/** What is wrong with each field of an input, in plain words. A field that is not known is named as the field itself. */
export function fieldFaults({ issues }: { issues: readonly Issue[] }): FieldFault[] {
  return issues.flatMap(unionIssues).flatMap((issue) => {
    const at = (more: readonly PropertyKey[] = []): string =>
      [...issue.path, ...more].map(String).join('.') || '(whole)';
    if (issue.code !== 'unrecognized_keys') return [{ path: at(), message: issueWords(issue) }];
    return issue.keys.map((key) => ({ path: at([key]), message: 'is no field that is known here' }));
  });
}

/** What is wrong, in plain words that go on behind the name of the field. Words that a schema has of its own stay. */
export function issueWords(issue: Issue): string {
  // How the library begins what no schema has words for.
  if (!/^(Invalid|Too (big|small)|Unrecognized)\b/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      if (/received undefined$/.test(issue.message)) return 'is missing';
      return `must be ${typeWords[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${listed(issue.values.map(String))}`;
    case 'too_big':
      return `must ${bound(issue, 'most', issue.maximum)}`;
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'must not be empty';
      return `must ${bound(issue, 'least', issue.minimum)}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return anyOf(nearVariants(issue).map(([first]) => (first ? issueWords(first) : ''))) ?? unclear;
    case 'invalid_key':
      return `has a key that ${issue.issues[0] ? issueWords(issue.issues[0]) : unclear}`;
    case 'invalid_format':
      return formatWords[issue.format] ?? 'is not written in the form that is needed';
    case 'unrecognized_keys':
      return `holds what is no field that is known here: ${listed(issue.keys)}`;
    default:
      return unclear;
  }
}

const unclear = 'is not what is needed here';

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
  date: 'a date',
  null: 'empty',
};

const formatWords: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address, such as ada@example.com',
  url: 'must be an address, such as https://example.com',
  date: 'must be a date, such as 2026-01-31',
  datetime: 'must be a time, such as 2026-01-31T12:00:00Z',
};

/** One and several of what is counted of things that are no numbers. */
const countedWords: Readonly<Record<string, readonly [string, string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
};

const sides = {
  most: { inclusive: 'at most', exclusive: 'less than' },
  least: { inclusive: 'at least', exclusive: 'more than' },
} as const;

interface Bound {
  origin: string;
  inclusive?: boolean | undefined;
  exact?: boolean | undefined;
}

function bound({ origin, inclusive, exact }: Bound, side: keyof typeof sides, limit: number | bigint): string {
  const words = `${exact ? 'exactly' : sides[side][inclusive === false ? 'exclusive' : 'inclusive']} ${limit}`;
  const counted = countedWords[origin];
  return counted ? `have ${words} ${Number(limit) === 1 ? counted[0] : counted[1]}` : `be ${words}`;
}

/** "must be text or a list" of "must be text" and "must be a list"; null of words that cannot be joined so. */
function anyOf(words: readonly string[]): string | null {
  const begin = 'must be ';
  if (words.length === 0 || !words.every((each) => each.startsWith(begin))) return null;
  return `${begin}${listed([...new Set(words.map((each) => each.slice(begin.length)))])}`;
}

function listed(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${last}` : last;
}
