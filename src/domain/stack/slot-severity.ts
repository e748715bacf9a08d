import type { Category, GapSeverity } from '../rubric.ts';
import { conditionId } from './stack-conditions.ts';
import type { StackRubric } from './stack-rubric.ts';
import type { StackState } from './stack-state.ts';

/** What it means under a state that a stack lacks a category, and why where it is not always so; `because` may be empty. */
export function slotSeverity(
  { id, severity, only }: Category,
  { industry, conditions }: Pick<StackState, 'industry' | 'conditions'>,
  { stack }: StackRubric,
): { severity: GapSeverity; because: string } {
  const chosen = stack.industries.find((each) => each.id === industry);
  const holds = only !== '' && conditions.includes(conditionId(only));
  const own: GapSeverity = only === '' || holds ? severity : 'not-required';
  if (chosen?.raises.includes(id) && own !== 'critical') {
    return { severity: 'critical', because: `${chosen.name} raises it to critical.` };
  }
  if (only === '') return { severity: own, because: '' };
  return { severity: own, because: holds ? `Needed because ${sentence(only)}.` : `Needed only if ${sentence(only)}.` };
}

/** Most conditions of the rubric are clauses; those of a word or two become one. */
function sentence(condition: string): string {
  return asClause[condition] ?? condition;
}

const asClause: Readonly<Record<string, string>> = {
  analytics: 'the stack serves analytics',
  'several sources': 'data comes from several sources',
  regulated: 'the work is regulated',
};
