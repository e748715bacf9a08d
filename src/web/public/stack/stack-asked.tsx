import { listedWords } from '../../../domain/listed-words.ts';
import { stackConditions } from '../../../domain/stack/stack-conditions.ts';
import type { StackState } from '../../../domain/stack/stack-state.ts';
import { emptyStack } from '../../../domain/stack/stack-state.ts';
import { priceWords } from '../../../domain/vendor-words.ts';
import { withoutExcluded } from './changed-state.ts';
import type { StackShown } from './stack-shown.ts';
import { capital } from './stack-words.ts';

interface Asked {
  text: string;
  without: StackState;
}

/** What is asked of the stack, a line each, with the way to ask it no longer. */
export function StackAsked({ shown }: { shown: StackShown }) {
  const asked = askedOf(shown);
  if (asked.length === 0) return null;
  return (
    <ul class="asked" aria-label="What is asked of the stack">
      {asked.map(({ text, without }) => (
        <li>
          {text}{' '}
          <a href={shown.address(without)}>
            <span aria-hidden="true">×</span>
            <span class="unseen">No longer: {text}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function askedOf({ report: { state }, rubric, products }: StackShown): Asked[] {
  const { industry, context, conditions, leastInpact, leastGoals, openSource, prices, linked, excluded } = state;
  const needs = rubric.stack.contexts.find(({ id }) => id === context);
  const known = stackConditions(rubric.stack);
  const nameOf = (slug: string) => products.find((product) => product.slug === slug)?.card.name ?? slug;
  const own = rubric.stack.industries.find(({ id }) => id === industry);
  const asked: (Asked | null)[] = [
    industry !== emptyStack.industry && own
      ? { text: `Industry: ${own.name}`, without: { ...state, industry: emptyStack.industry } }
      : null,
    needs
      ? {
          text: `${needs.name}: ${rubric.inpact.name} ${needs.inpact}, ${rubric.goals.name} ${needs.goals} or more`,
          without: { ...state, context: null },
        }
      : null,
    leastInpact === null
      ? null
      : { text: `${rubric.inpact.name} ${leastInpact} or more`, without: { ...state, leastInpact: null } },
    leastGoals === null
      ? null
      : { text: `${rubric.goals.name} ${leastGoals} or more`, without: { ...state, leastGoals: null } },
    ...conditions.map((id) => ({
      text: capital(known.find((condition) => condition.id === id)?.text ?? id),
      without: { ...state, conditions: conditions.filter((each) => each !== id) },
    })),
    openSource ? { text: 'Open source licences only', without: { ...state, openSource: false } } : null,
    prices.length > 0
      ? { text: `Price: ${listedWords(prices.map((kind) => priceWords[kind]))}`, without: { ...state, prices: [] } }
      : null,
    linked ? { text: 'Documented integrations only', without: { ...state, linked: false } } : null,
    ...excluded.map((slug) => ({ text: `Without ${nameOf(slug)}`, without: withoutExcluded(state, slug) })),
  ];
  return asked.filter((each) => each !== null);
}
