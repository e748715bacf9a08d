import { placeholders } from './phrase-placeholders.ts';
import { toWords } from './phrase-unit.ts';

/** What must stand between a word and the one before it: white space or a hyphen, or these very characters. */
export type Glue = 'space' | { exactly: string };

export type Node =
  | { is: 'word'; word: string; open: boolean; glue: Glue; before: string; after: string; coded: boolean }
  | { is: 'gap'; most: number }
  | { is: 'placeholder'; name: string }
  | { is: 'either'; branches: Node[][] }
  | { is: 'optional'; inner: Node[] }
  | { is: 'marked'; inner: Node[] };

/** Words a gap of two dots and of three dots may span. */
const gaps: Record<string, number> = { '..': 6, '...': 12 };

/** Reads one part of a phrase; throws an error that names what is wrong with it. */
export function parsePhrasePart(source: string): Node[] {
  const reader = { source, at: 0, marked: false };
  const nodes = sequence(reader, '');
  if (nodes.length === 0) fail(reader, 'holds no words');
  if (nodes[0]?.is === 'gap' || nodes.at(-1)?.is === 'gap') fail(reader, 'begins or ends with a gap');
  return nodes;
}

interface Reader {
  source: string;
  at: number;
  /** Inside braces. */
  marked: boolean;
}

function fail(reader: Reader, what: string): never {
  throw new Error(`"${reader.source}" ${what}`);
}

const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/** Nodes up to a closing character (or a bar between alternatives), which is left unread. */
function sequence(reader: Reader, until: string): Node[] {
  const nodes: Node[] = [];
  while (reader.at < reader.source.length) {
    const char = reader.source[reader.at] ?? '';
    if (until.includes(char)) return nodes;
    if (/\s/.test(char)) reader.at += 1;
    else if (char in closers) nodes.push(bracket(reader, char));
    else if (')]}|'.includes(char)) fail(reader, `has a "${char}" without its opening bracket`);
    else if (char === '<') nodes.push(placeholder(reader));
    else nodes.push(...literal(reader));
  }
  if (until !== '') fail(reader, `lacks a closing "${until.at(-1)}"`);
  return nodes;
}

function bracket(reader: Reader, opener: string): Node {
  const closer = closers[opener] ?? '';
  const begin = reader.at;
  reader.at += 1;
  if (opener === '{') {
    if (reader.marked) fail(reader, 'has braces inside braces');
    reader.marked = true;
  }
  const branches = [sequence(reader, `|${closer}`)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    branches.push(sequence(reader, `|${closer}`));
  }
  reader.at += 1;
  if (opener === '{') reader.marked = false;
  if (branches.some((branch) => branch.length === 0)) {
    fail(reader, `has an empty alternative in "${reader.source.slice(begin, reader.at)}"`);
  }
  // Both ways of writing "perhaps" are understood: [word] and (word)?.
  const only = branches.length === 1 ? branches[0] : undefined;
  const either: Node[] = only ?? [{ is: 'either', branches }];
  if (opener === '(' && reader.source[reader.at] === '?') {
    reader.at += 1;
    return { is: 'optional', inner: either };
  }
  if (opener === '[') return { is: 'optional', inner: either };
  if (opener === '{') return { is: 'marked', inner: either };
  return { is: 'either', branches };
}

function placeholder(reader: Reader): Node {
  const close = reader.source.indexOf('>', reader.at);
  const name = reader.source.slice(reader.at + 1, close === -1 ? undefined : close);
  if (close === -1 || !Object.hasOwn(placeholders, name)) {
    fail(reader, `has an unknown placeholder "<${name}>": known are ${known()}`);
  }
  reader.at = close + 1;
  return { is: 'placeholder', name };
}

function known(): string {
  return Object.keys(placeholders)
    .map((name) => `<${name}>`)
    .join(', ');
}

/** A run of characters without spaces or brackets: one word, several joined by punctuation, or a gap. */
function literal(reader: Reader): Node[] {
  const begin = reader.at;
  while (reader.at < reader.source.length && !/[\s()[\]{}|<]/.test(reader.source[reader.at] ?? '')) reader.at += 1;
  const run = reader.source.slice(begin, reader.at).replace(/["“”]/g, '');
  const most = gaps[run];
  if (most !== undefined) return [{ is: 'gap', most }];
  if (run.includes('..')) fail(reader, `has "${run}": a gap is ".." or "..." with a space on each side`);
  const { words, starts, ends } = toWords(run);
  if (words.length === 0) fail(reader, `has "${run}", which holds no letter or digit`);
  return words.map((word, index): Node => {
    const next = run.slice(ends[index], starts[index + 1] ?? run.length);
    const open = next.startsWith('*');
    if (next.includes('*') && (!open || (next === '*' && index < words.length - 1)))
      fail(reader, `has "${run}": a star stands at the end of a word`);
    const between = index === 0 ? '' : run.slice(ends[index - 1], starts[index]).replace('*', '');
    return {
      is: 'word',
      word,
      open,
      glue: index === 0 || /^-?$/.test(between) ? 'space' : { exactly: between },
      before: index === 0 ? run.slice(0, starts[0]).replace(/^-$/, '') : '',
      after: index === words.length - 1 ? next.replace(/[*,.;:]/g, '') : '',
      coded: /[\p{L}\p{N}][._=/@][\p{L}\p{N}]|^[-/.@]|_/u.test(run),
    };
  });
}
