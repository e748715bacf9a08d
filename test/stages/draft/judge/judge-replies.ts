import { rubricChecks } from '../../../../src/domain/rubric.ts';
import type { ModelQuestion } from '../../../../src/ports.ts';
import { rubric } from '../draft-tools.ts';

/** A further look gives checks short names; what they ask says which they are. */
const idByQuestion = new Map(rubricChecks(rubric).map(({ check }) => [check.question, check.id]));

type Asked = Pick<ModelQuestion<unknown>, 'system' | 'user'>;

/** What a double decides on one check; quotes by number, or by a few words that stand in them. */
export interface Decides {
  decision: string;
  rests: readonly (number | string)[];
  why?: string;
}

interface Sides {
  lower?: { text: string; rests: readonly (number | string)[] };
  higher?: { text: string; rests: readonly (number | string)[] };
}

/** The reply of a double to a judge question, in the shape asked for; checks that are not named get no evidence. */
export function judgeReply(question: Asked, decides: Readonly<Record<string, Decides>>, sides: Sides = {}) {
  const side = (said: Sides['lower']) => ({ text: said?.text ?? '', evidence: numbers(question, said?.rests ?? []) });
  return {
    checks: namesIn(question).map((check) => {
      const { decision, rests, why } = decides[idOf(check, question)] ?? { decision: 'no-evidence', rests: [] };
      return { check, evidence: numbers(question, rests), decision, why: why ?? '' };
    }),
    whyNotLower: side(sides.lower),
    whyNotHigher: side(sides.higher),
  };
}

/** The ids of the checks that a judge question asks for. */
export function checkIdsIn(question: Asked): string[] {
  return namesIn(question).map((name) => idOf(name, question));
}

/** The checks as they are printed in it. */
function namesIn({ user }: Pick<Asked, 'user'>): string[] {
  return (/^Decide each of these (?:six )?checks from the quotes .*, each once: (.+)$/m.exec(user)?.[1] ?? '').split(
    ', ',
  );
}

function idOf(name: string, { system }: Pick<Asked, 'system'>): string {
  if (!/^c\d+$/.test(name)) return name;
  const [line = ''] = system.split('\n').filter((each) => each.startsWith(`- ${name}: `));
  const [question = ''] = [...idByQuestion.keys()].filter((each) => line.startsWith(`- ${name}: ${each} Counts: `));
  return idByQuestion.get(question) ?? name;
}

/** The printed quotes: number and text. */
export function quotesIn({ user }: Pick<ModelQuestion<unknown>, 'user'>): { number: number; text: string }[] {
  return [...user.matchAll(/^\[(\d+)\](?: \(.*?\))? ¦ (.*)$/gm)].map(([, number, text]) => ({
    number: Number(number),
    text: text ?? '',
  }));
}

function numbers(question: Pick<ModelQuestion<unknown>, 'user'>, rests: readonly (number | string)[]): number[] {
  return rests.flatMap((rest) =>
    typeof rest === 'number'
      ? [rest]
      : quotesIn(question).flatMap(({ number, text }) => (text.includes(rest) ? [number] : [])),
  );
}
