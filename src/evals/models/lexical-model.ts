import type { DecisionValue } from '../../domain/closed-lists.ts';
import type { Provider, ProviderRequest } from '../../ports.ts';
import { type CheckWords, checkWords } from './check-words.ts';
import { narrativeReply } from './narrative-reply.ts';
import { type Numbered, type RequestText, readRequest } from './request-text.ts';
import { schemaReply } from './schema-reply.ts';
import { scriptedProvider } from './scripted-provider.ts';

/** Two stems that few checks hold, or one and two common ones: less is chance. */
const leastWeight = 5;
/** A text that speaks of another check by this much more is about that one. */
const shareOfMost = 0.75;
/** As the prompt asks: at most so many quotes of one part. */
const quotesAtMost = 40;

const negation = /\b(?:not|no|never|cannot|nobody|nothing|neither|no longer)\b/i;
/** What is no denial though it holds a negation. */
const promise = /\b(?:no|without(?: any)?) (?:downtime|interruption|restart|loss)\b|\bnot only\b/gi;
const reserves = /\b(?:beta|preview|experimental|planned|roadmap)\b/i;

/**
 * A double that reads like a hasty but honest reader: a sentence speaks of a check where it shares its words, says no
 * where it holds a negation, and the narrative restates quotes by the prompt's rules. Follows no instruction, knows nothing but the request.
 */
export function lexicalModel(id = 'lexical-double'): Provider {
  return scriptedProvider(id, lexicalAnswer);
}

/** As `lexicalModel`, for doubles that begin from an honest answer. */
export function lexicalAnswer(request: ProviderRequest): unknown {
  const read = readRequest(request);
  if (read.task === 'harvest') return harvested(read);
  if (read.task === 'judge') return judged(read);
  const user = request.messages.find(({ role }) => role === 'user')?.content ?? '';
  const narrative = narrativeReply(request.schemaName.replace(/^narrative-/, ''), user, request.schema);
  if (narrative !== null) return narrative;
  return schemaReply(request.schema, read.numbered, (quote) => ({
    text: quote === null ? 'The documentation gives no more.' : firstSentence(quote.text),
    evidence: quote === null ? [] : [quote.number],
  }));
}

function harvested({ checks, numbered }: RequestText): unknown {
  const words = checkWords(checks);
  const quotes = numbered.flatMap(({ number, text, under }) =>
    sentences(text).flatMap((quote) =>
      [...checks.keys()]
        .map((check) => ({ check, weight: relevance(words, check, `${under} ${quote}`) }))
        .filter(({ weight }) => weight > 0)
        .map(({ check, weight }) => ({ weight, item: { check, stance: stanceOf(quote), passage: number, quote } })),
    ),
  );
  const best = quotes.sort((a, b) => b.weight - a.weight).slice(0, quotesAtMost);
  return { quotes: best.map(({ item }) => item) };
}

function judged({ checks, asked, numbered }: RequestText): unknown {
  const words = checkWords(checks);
  const side = (quote: Numbered | undefined) => ({
    text: quote ? `The documentation says: ${firstSentence(quote.text)}` : 'The quotes say nothing of it.',
    evidence: quote ? [quote.number] : [],
  });
  const decided = asked.map((check) => {
    const near = numbered
      .map((quote) => ({ quote, weight: relevance(words, check, `${quote.under} ${quote.text}`) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight || a.quote.number - b.quote.number);
    const plain = near.filter(({ quote }) => !denies(quote.text));
    const firm = plain.filter(({ quote }) => !reserves.test(quote.text));
    const [decision, best] = firm[0]
      ? (['met', firm] as const)
      : plain[0]
        ? (['partly', plain] as const)
        : near[0]
          ? (['contradicted', near] as const)
          : (['no-evidence', []] as const);
    return verdict(
      check,
      decision,
      best.slice(0, 2).map(({ quote }) => quote),
    );
  });
  const met = decided.find(({ decision }) => decision === 'met');
  const against = decided.find(({ decision }) => decision === 'contradicted');
  const quoteOf = (found?: { evidence: number[] }) => numbered.find(({ number }) => number === found?.evidence[0]);
  return { checks: decided, whyNotLower: side(quoteOf(met)), whyNotHigher: side(quoteOf(against)) };
}

/** 0 for a text that is not about the check. */
function relevance(words: CheckWords, check: string, text: string): number {
  const { weight } = words.meets(check, text);
  return weight < leastWeight || weight < shareOfMost * words.most(text) ? 0 : weight;
}

function verdict(check: string, decision: DecisionValue, quotes: readonly Numbered[]) {
  const [first] = quotes;
  const why = first ? `The documentation says: ${firstSentence(first.text)}` : 'No quote answers it.';
  return { check, evidence: quotes.map(({ number }) => number), decision, why };
}

function denies(text: string): boolean {
  return negation.test(text.replace(promise, ''));
}

function stanceOf(quote: string): 'supports' | 'contradicts' | 'limits' {
  if (denies(quote)) return 'contradicts';
  return reserves.test(quote) ? 'limits' : 'supports';
}

/** Sentences of prose; lists and tables a line at a time. */
export function sentences(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => line.replace(/^\s*(?:[-*]|\d+\.)\s+/, '').split(/(?<=[.!?])\s+(?=[A-Z0-9`"])/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

function firstSentence(text: string): string {
  return sentences(text)[0] ?? text;
}
