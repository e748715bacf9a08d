import type { z } from 'zod';

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
  return issues.flatMap((issue) => {
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
      return `must ${bound(issue.origin, { most: true, inclusive: issue.inclusive !== false }, issue.maximum)}`;
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'must not be empty';
      return `must ${bound(issue.origin, { most: false, inclusive: issue.inclusive !== false }, issue.minimum)}`;
    case 'invalid_format':
      return formatWords[issue.format] ?? 'is not written in the form that is needed';
    case 'unrecognized_keys':
      return `holds what is no field that is known here: ${listed(issue.keys)}`;
    default:
      return 'is not what is needed here';
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
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

/** What is counted of things that are no numbers. */
const countedWords: Readonly<Record<string, string>> = { string: 'characters', array: 'entries', set: 'entries' };

function bound(origin: string, side: { most: boolean; inclusive: boolean }, limit: number | bigint): string {
  const counted = countedWords[origin];
  const least = side.inclusive ? 'at least' : 'more than';
  const most = side.inclusive ? 'at most' : 'less than';
  const words = `${side.most ? most : least} ${limit}`;
  return counted ? `have ${words} ${counted}` : `be ${words}`;
}

function listed(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${last}` : last;
}
