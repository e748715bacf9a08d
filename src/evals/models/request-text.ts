import type { ProviderRequest } from '../../ports.ts';

/** A numbered piece of vendor text as a request prints it. */
export interface Numbered {
  number: number;
  /** Titles and headings printed above it or beside it. */
  under: string;
  text: string;
}

/** What a scripted model can read from a request: the same bytes that a real one would get. */
export interface RequestText {
  task: 'harvest' | 'judge' | 'other';
  /** Every check that the system text names, by its id or, in a further look, by its short name, with what it says of it. */
  checks: Map<string, string>;
  /** Of those, the ones that the user text asks for; all of them where it names none. */
  asked: string[];
  numbered: Numbered[];
  /** Everything, messages one after the other. */
  whole: string;
}

/** Reads a request by its printed form: check lines, then passages or quotes with a number and the mark `¦`. */
export function readRequest({ messages, schemaName }: ProviderRequest): RequestText {
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  const user = messages.find(({ role }) => role === 'user')?.content ?? '';
  const checks = new Map(
    [...system.matchAll(/^\s*(?:[-*] )?([a-z]+\.[a-z-]+|c\d+): (.+)$/gm)].map((line) => [line[1] ?? '', line[2] ?? '']),
  );
  // Only our own lines say what is asked; a vendor's line carries the mark.
  const own = user.replace(/^.*¦.*$/gm, '');
  const named = [...new Set([...own.matchAll(/\b(?:[a-z]+\.[a-z-]+|c\d+)\b/g)].map(([id]) => id))].filter((id) =>
    checks.has(id),
  );
  return {
    task: schemaName.startsWith('harvest') ? 'harvest' : schemaName.startsWith('judge') ? 'judge' : 'other',
    checks,
    asked: named.length > 0 ? named : [...checks.keys()],
    numbered: numberedIn(user),
    whole: messages.map(({ content }) => content).join('\n'),
  };
}

function numberedIn(user: string): Numbered[] {
  const found: Numbered[] = [];
  let [title, heading] = ['', ''];
  for (const line of user.split('\n')) {
    const first = /^\[(\d+)\](?: \((.*?)\))? ¦ ?(.*)$/.exec(line);
    const further = /^¦ ?(.*)$/.exec(line);
    const page = /^# Page: (.*)$/.exec(line);
    const section = /^## (.*)$/.exec(line);
    const last = found.at(-1);
    if (first) {
      const under = [title, heading, first[2] ?? ''].filter(Boolean).join(' > ');
      found.push({ number: Number(first[1]), under, text: first[3] ?? '' });
    } else if (further && last) last.text += `\n${further[1] ?? ''}`;
    else if (page) [title, heading] = [page[1] ?? '', ''];
    else if (section) heading = section[1] ?? '';
  }
  return found;
}
