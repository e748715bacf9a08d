import { readFileSync } from 'node:fs';
import type { ModelQuestion } from '../../../../src/ports.ts';

/** A reply to the four narrative questions, written by hand as a test double; each item names its quotes by some words. */
export interface HandWritten {
  note: string;
  product: string;
  parts: Record<string, unknown>;
}

export function readHandWritten(file: string): HandWritten {
  return JSON.parse(readFileSync(file, 'utf8')) as HandWritten;
}

/**
 * The reply as a model would send it: words of a quote become the number that the question prints before that quote. An
 * entry of a list whose quote is not offered any more is left out and told under `lost`: nobody cites what is not there.
 */
export function replyTo(question: Pick<ModelQuestion<unknown>, 'subject' | 'user'>, { parts }: HandWritten) {
  const lines = [...question.user.matchAll(/^\[(\d+)\] ¦ (.*)$/gm)].map(([, number, quote = '']) => ({
    number: Number(number),
    quote,
  }));
  let items = 0;
  const lost: string[] = [];
  const numbered = (words: string): number[] => {
    const found = lines.find(({ quote }) => quote.includes(words));
    return found ? [found.number] : [];
  };
  const isLost = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    if (!('rests' in value)) return Object.values(value).some(isLost);
    return (value.rests as string[]).some((words) => !lines.some(({ quote }) => quote.includes(words)));
  };
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      lost.push(...value.filter(isLost).map((entry) => JSON.stringify(entry)));
      return value.filter((entry) => !isLost(entry)).map(resolved);
    }
    if (typeof value !== 'object' || value === null) return value;
    if ('rests' in value) {
      const { text, rests, absent } = value as { text: string; rests: string[]; absent: string[] };
      items += 1;
      return { text, evidence: rests.flatMap(numbered), absent };
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each)]));
  };
  const value = resolved(parts[question.subject]);
  return { value, items, lost };
}
