import { z } from 'zod';
import { DecisionValue } from '../../../domain/closed-lists.ts';
import { cutText } from '../../../domain/cut-text.ts';
import type { ModelReading } from '../../../ports.ts';

// A key too many does no harm: servers without a schema add some, and a repair for it would cost a call.
const Side = z.object({ text: z.string(), evidence: z.array(z.int()) });
const Checks = z.object({
  checks: z.array(
    z.object({ check: z.string(), evidence: z.array(z.int()), decision: DecisionValue, why: z.string() }),
  ),
});
const WithSides = Checks.extend({ whyNotLower: Side, whyNotHigher: Side });
/** A look at a few checks is not asked about the dimension; what it says of it all the same is not read. */
const WithoutSides = Checks.transform((reply) => ({ ...reply, whyNotLower: unsaid, whyNotHigher: unsaid }));
const unsaid: z.infer<typeof Side> = { text: '', evidence: [] };

/** Over this share of what a reply names may not point nowhere: who makes up a fifth cannot be trusted with the rest. */
const mostDropped = 0.2;

/** A sentence of the model with the places it rests on. */
export interface Said {
  text: string;
  /** Numbers as printed, each offered, each once. */
  evidence: number[];
}

export interface Verdict extends Said {
  check: string;
  decision: DecisionValue;
}

export type JudgeReply =
  | {
      kind: 'verdicts';
      /** One a check, in the order asked. */
      verdicts: Verdict[];
      /** Empty in a look at a few checks. */
      whyNotLower: Said;
      whyNotHigher: Said;
      /** Numbers that were not offered, and decisions on checks that were not asked. */
      dropped: number;
    }
  | { kind: 'discarded'; dropped: number; named: number };

/**
 * Reads a reply to a judge question, with or without its two sentences on the dimension. What was not offered is dropped and
 * counted, and with too much of it the reply is discarded: no repair makes an inventor honest. Complains of another shape,
 * and of a check left out or decided twice.
 */
export function readJudgeReply(
  value: unknown,
  asked: { checkIds: readonly string[]; offered: number; sides: boolean },
): ModelReading<JudgeReply> {
  const parsed = (asked.sides ? WithSides : WithoutSides).safeParse(value);
  if (!parsed.success) {
    return { ok: false, complaints: parsed.error.issues.map(({ path, message }) => `${pathOf(path)}: ${message}.`) };
  }
  const { checks, whyNotLower, whyNotHigher } = parsed.data;
  const known = checks.filter(({ check }) => asked.checkIds.includes(check));
  const numbers = [...known, whyNotLower, whyNotHigher].flatMap(({ evidence }) => [...new Set(evidence)]);
  const invented = numbers.filter((number) => !isOffered(number, asked.offered)).length;
  const surplus = checks.length - known.length;
  const dropped = invented + surplus;
  if (invented > mostDropped * numbers.length || surplus > mostDropped * checks.length) {
    return { ok: true, value: { kind: 'discarded', dropped, named: numbers.length + checks.length } };
  }
  const complaints = asked.checkIds.flatMap((id) => {
    const times = known.filter(({ check }) => check === id).length;
    if (times === 1) return [];
    return [times === 0 ? `checks: ${id} is missing.` : `checks: ${id} is decided ${times} times; decide it once.`];
  });
  if (complaints.length > 0) return { ok: false, complaints };
  const said = ({ text, evidence }: Said): Said => ({
    text: plain(text),
    evidence: [...new Set(evidence)].filter((number) => isOffered(number, asked.offered)),
  });
  const verdicts = asked.checkIds.flatMap((id) =>
    known
      .filter(({ check }) => check === id)
      .map(({ check, decision, why, evidence }) => ({ check, decision, ...said({ text: why, evidence }) })),
  );
  return {
    ok: true,
    value: { kind: 'verdicts', verdicts, whyNotLower: said(whyNotLower), whyNotHigher: said(whyNotHigher), dropped },
  };
}

function isOffered(number: number, offered: number): boolean {
  return number >= 1 && number <= offered;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.length > 0 ? path.map(String).join('.') : 'the reply';
}

/** A model's words go on a page: one line, no control characters, no longer than two lines of print. */
function plain(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > 300 ? `${cutText(line, 297)}...` : line;
}
