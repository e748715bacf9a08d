import { z } from 'zod';
import { DecisionValue } from '../../domain/closed-lists.ts';

const Reply = z.strictObject({
  checks: z.array(
    z.strictObject({
      check: z.string(),
      evidence: z.array(z.int()),
      decision: DecisionValue,
      why: z.string(),
    }),
  ),
  whyNotHigher: z.string(),
  whyNotLower: z.string(),
});

export interface Verdict {
  check: string;
  /** Numbers as printed, each offered, each once. */
  evidence: number[];
  decision: DecisionValue;
  why: string;
}

export type JudgeReply = { kind: 'valid'; verdicts: Verdict[]; dropped: number } | { kind: 'invalid'; reason: string };

/** The wire schema: every key required, nothing open, no keyword that strict structured output refuses. */
export function judgeSchema(checkIds: readonly string[]): Record<string, unknown> {
  const text = { type: 'string' };
  const verdict = {
    type: 'object',
    properties: {
      check: { type: 'string', enum: [...checkIds] },
      evidence: { type: 'array', items: { type: 'integer' } },
      decision: { type: 'string', enum: [...DecisionValue.options] },
      why: text,
    },
    required: ['check', 'evidence', 'decision', 'why'],
    additionalProperties: false,
  };
  return {
    type: 'object',
    properties: { checks: { type: 'array', items: verdict }, whyNotHigher: text, whyNotLower: text },
    required: ['checks', 'whyNotHigher', 'whyNotLower'],
    additionalProperties: false,
  };
}

/**
 * What of a reply may stand. Numbers that were not offered are dropped and counted; a decision left without a quote
 * becomes no-evidence; a reply that does not decide each check exactly once is none.
 */
export function readJudgeReply(text: string, asked: { checkIds: readonly string[]; offered: number }): JudgeReply {
  const parsed = Reply.safeParse(parsedJson(text));
  if (!parsed.success) return { kind: 'invalid', reason: 'the reply did not have the agreed shape' };
  const byId = new Map(parsed.data.checks.map((item) => [item.check, item]));
  const complete = parsed.data.checks.length === asked.checkIds.length && asked.checkIds.every((id) => byId.has(id));
  if (!complete) return { kind: 'invalid', reason: 'the reply did not decide each check exactly once' };
  let dropped = 0;
  const verdicts = parsed.data.checks.map(({ check, evidence, decision, why }): Verdict => {
    const known = [...new Set(evidence)].filter((number) => number >= 1 && number <= asked.offered);
    dropped += new Set(evidence).size - known.length;
    if (decision === 'no-evidence' || known.length === 0)
      return { check, evidence: [], decision: 'no-evidence', why: plain(why) };
    return { check, evidence: known, decision, why: plain(why) };
  });
  return { kind: 'valid', verdicts, dropped };
}

/** A model's words go on a page: one line, no control characters, no longer than two lines of print. */
function plain(why: string): string {
  const line = why
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > 300 ? `${line.slice(0, 297).replace(/[\uD800-\uDBFF]$/, '')}...` : line;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
