import { sha256 } from '../../domain/digest.ts';
import type { CheckEvidence, Quote } from '../../domain/evidence.ts';
import { fillTemplate } from '../../domain/prompt-template.ts';
import type { Dimension } from '../../domain/rubric.ts';
import type { Vendor } from '../../domain/vendor.ts';
import type { ModelRequest } from '../../ports.ts';
import { judgeSchema } from './judge-reply.ts';

/** Eight quotes a check say what there is to say; more only dilutes them and costs tokens. */
const quotesEach = 8;

export interface JudgeQuestion {
  request: Omit<ModelRequest, 'signal'>;
  /** What the printed numbers stand for: number n is `offered[n - 1]`. */
  offered: Quote[];
}

/**
 * The call that asks a model to decide one dimension, and what its numbers mean. Null where no check of the dimension
 * has a quote: there is nothing to ask. Holds nothing that changes by itself, so the same evidence asks the same bytes.
 */
export function judgeQuestion(
  dimension: Dimension,
  evidence: readonly CheckEvidence[],
  from: { prompt: string; vendor: Vendor },
): JudgeQuestion | null {
  const offered = offeredQuotes(dimension, evidence);
  if (offered.length === 0) return null;
  const quotes = offered.map((quote, index) => numbered(quote, index + 1, from.vendor)).join('\n');
  const filled = fillTemplate(from.prompt, {
    dimension: dimension.name,
    asks: dimension.asks,
    checks: dimension.checks
      .map(
        ({ id, question, counts, excludes }) => `- ${id}: ${question} Counts: ${counts}. Does not count: ${excludes}.`,
      )
      .join('\n'),
    // A digest of the text cannot be written inside that text, so no page can close the quotes early.
    delimiter: `~~~${sha256(quotes).slice(0, 24)}`,
    quotes,
    checkIds: dimension.checks.map(({ id }) => id).join(', '),
  });
  const [system, user] = parts(filled);
  return {
    request: {
      task: 'judge',
      subject: dimension.id,
      system,
      user,
      schemaName: 'judge',
      schema: judgeSchema(dimension.checks.map(({ id }) => id)),
      maxOutputTokens: 2000,
      seconds: 120,
    },
    offered,
  };
}

/** Round robin over the checks, each place once, suspicious passages never. */
function offeredQuotes(dimension: Dimension, evidence: readonly CheckEvidence[]): Quote[] {
  const seen = new Set<string>();
  return dimension.checks.flatMap(({ id }) => {
    const quotes = evidence.find(({ check }) => check === id)?.quotes ?? [];
    return quotes
      .filter(({ flags }) => !flags.includes('injection-suspect'))
      .slice(0, quotesEach)
      .filter(({ citation }) => {
        const key = `${citation.textDigest} ${citation.start} ${citation.end}`;
        return !seen.has(key) && seen.add(key);
      });
  });
}

function numbered({ citation, headings }: Quote, number: number, vendor: Vendor): string {
  const under = headings.length > 0 ? ` (${headings.slice(-2).join(' > ')})` : '';
  return masked(`[${number}]${under} ${citation.quote.replace(/\s+/g, ' ')}`, vendor);
}

/** The name would let a model answer from what it remembers instead of from the quotes. */
function masked(text: string, { name, slug }: Vendor): string {
  const names = [...new Set([name, name.replace(/\s+/g, ''), slug])].sort((a, b) => b.length - a.length);
  return names.reduce(
    (out, each) =>
      out.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(each)}(?![\\p{L}\\p{N}])`, 'giu'), 'the product'),
    text,
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** What stays the same over all products goes first, so that a provider can reuse it. */
function parts(filled: string): [system: string, user: string] {
  const cut = filled.indexOf('\n=====\n');
  if (cut < 0) throw new Error('prompts/judge.md has no line ===== between what is stable and the quotes');
  return [filled.slice(0, cut).trim(), filled.slice(cut + '\n=====\n'.length).trim()];
}
