import { PriceKind } from '../../../domain/closed-lists.ts';
import { stackConditions } from '../../../domain/stack/stack-conditions.ts';
import type { StackRubric } from '../../../domain/stack/stack-rubric.ts';
import type { StackState } from '../../../domain/stack/stack-state.ts';
import { priceWords } from '../../../domain/vendor-words.ts';
import { capital } from './stack-words.ts';

/** Further requirements that few people have: behind a fold, which is open while one of them counts. */
export function StackFurther({ state, rubric }: { state: StackState; rubric: StackRubric }) {
  const { conditions, leastInpact, leastGoals, openSource, prices, linked } = state;
  const hasOwn = leastInpact !== null || leastGoals !== null;
  const isSet = conditions.length > 0 || hasOwn || openSource || prices.length > 0 || linked;
  const names = new Map(rubric.stack.layers.flatMap(({ categories }) => categories.map(({ id, name }) => [id, name])));
  return (
    <details class="further" open={isSet}>
      <summary>More: what holds for you, licence, price, links, scores of your own</summary>
      <fieldset>
        <legend>What holds for you?</legend>
        <p class="soft">Each makes a part of the building needed that is optional otherwise.</p>
        <div class="options">
          {stackConditions(rubric.stack).map(({ id, text, categories }) => (
            <label class="option">
              <input type="checkbox" name="if" value={id} checked={conditions.includes(id)} />
              <span>
                {capital(text)}
                <span class="soft"> → {categories.map((category) => names.get(category)).join(', ')}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>Licence and links</legend>
        <div class="options">
          <label class="option">
            <input type="checkbox" name="licence" value="open-source" checked={openSource} />
            <span>Open source licences only</span>
          </label>
          <label class="option">
            <input type="checkbox" name="linked" value="yes" checked={linked} />
            <span>Only products that a vendor’s documentation joins to another of the stack</span>
          </label>
        </div>
      </fieldset>
      <fieldset>
        <legend>Prices that are welcome</legend>
        <p class="soft">Tick none for any.</p>
        <div class="options">
          {PriceKind.options.map((kind) => (
            <label class="option">
              <input type="checkbox" name="price" value={kind} checked={prices.includes(kind)} />
              <span>{priceWords[kind]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>Scores of your own</legend>
        <p class="soft">Beside those above; the higher one counts.</p>
        <div class="options own-scores">
          <Least name="inpact" label={`Least ${rubric.inpact.name}`} most={36} value={leastInpact} />
          <Least name="goals" label={`Least ${rubric.goals.name}`} most={25} value={leastGoals} />
        </div>
      </fieldset>
    </details>
  );
}

interface LeastProps {
  name: string;
  label: string;
  /** The highest total there is. */
  most: number;
  value: number | null;
}

function Least({ name, label, most, value }: LeastProps) {
  return (
    <label>
      {label}, of {most}
      <input type="number" name={name} min="0" max={most} inputmode="numeric" value={value ?? ''} />
    </label>
  );
}
