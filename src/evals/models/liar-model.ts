import type { Provider, ProviderRequest } from '../../ports.ts';
import { seeded } from '../shuffled.ts';
import { lexicalAnswer } from './lexical-model.ts';
import { readRequest } from './request-text.ts';
import { scriptedProvider } from './scripted-provider.ts';

/** How a true sentence becomes a lie. Each gives the sentence back where it cannot be doctored so. */
const lies: readonly ((quote: string) => string)[] = [
  (quote) => quote.replace(/\b(?:does not|do not|is not|are not|cannot|not|no)\b ?/i, ''),
  (quote) => quote.replace(/\d+/, (digits) => String(Number(digits) * 10 + 1)),
  (quote) => quote.replace(/\b(?:can|may|some|partly)\b/i, 'always'),
  (quote) => `${quote.replace(/[.!?]$/, '')}, as every auditor has confirmed.`,
  (quote) => quote.split(' ').reverse().join(' '),
  () => 'The product is certified under every standard and never loses a record.',
  (quote) => quote.replace(/ (?:and|or|but|unless) .*$/, '.'),
];

/**
 * A double that lies: of its quotes the given share is invented, doctored (numbers changed, "not" dropped, ends cut) or said
 * to stand in another passage, and its judgements name numbers that were not printed. Otherwise lexical.
 */
export function liarModel(share: number, id = 'liar-double'): Provider {
  return scriptedProvider(id, (request) => lied(request, share));
}

function lied(request: ProviderRequest, share: number): unknown {
  const { task, numbered, whole } = readRequest(request);
  // By the request alone, so that the same request gets the same lies.
  const random = seeded(whole.length);
  const answer = lexicalAnswer(request) as { quotes?: Quote[]; checks?: Verdict[] };
  if (task === 'harvest' && answer.quotes) {
    return {
      quotes: answer.quotes.map((item, at) => {
        if (random() >= share) return item;
        if (random() < 0.2) return { ...item, passage: (item.passage % Math.max(1, numbered.length)) + 1 };
        return { ...item, quote: lies[at % lies.length]?.(item.quote) ?? item.quote };
      }),
    };
  }
  if (task === 'judge' && answer.checks) {
    const checks = answer.checks.map((verdict) =>
      random() < share
        ? { ...verdict, decision: 'met', evidence: [...verdict.evidence, numbered.length + 7] }
        : verdict,
    );
    return { ...answer, checks };
  }
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
    key === 'text' && typeof value === 'string' && random() < share ? (lies[3]?.(value) ?? value) : value,
  );
}

interface Quote {
  check: string;
  stance: string;
  passage: number;
  quote: string;
}

interface Verdict {
  check: string;
  decision: string;
  evidence: number[];
  why: string;
}
