import type { Child } from 'hono/jsx';
import { emptyStack, type StackState } from '../../../domain/stack/stack-state.ts';
import { industrySentence, passingOf } from './choice-sentences.ts';
import { StackFurther } from './stack-further.tsx';
import type { StackShown } from './stack-shown.ts';
import { capital, counted } from './stack-words.ts';

/** What is asked of the stack, as a form: the industry and the scores first, everything else behind a fold. */
export function StackRequirements({ shown, isStart }: { shown: StackShown; isStart: boolean }) {
  const { report, rubric, address, products, aside } = shown;
  const { state } = report;
  const { industries, contexts, layers } = rubric.stack;
  const passing = passingOf(shown);
  const noun = aside.size > 0 ? 'real product' : 'product';
  const first = layers.flatMap(({ categories }) => categories).find(({ severity }) => severity === 'critical');
  return (
    <form
      class="requirements"
      method="get"
      action={pathOf(address(emptyStack))}
      data-own={state.context === null ? undefined : 'yes'}
    >
      <Kept state={state} address={address} />
      <div class="first-choices">
        <Choices legend="What is it for?" help="Decides what a stack must not lack, and which gaps to close first.">
          {industries.map((industry) => (
            <Choice name="industry" value={industry.id} isChosen={state.industry === industry.id} title={industry.name}>
              {industrySentence(industry, rubric.stack)}
            </Choice>
          ))}
        </Choices>
        <Choices legend="What must every product reach?" help="A product below either score does not pass.">
          <Choice name="context" value="" isChosen={state.context === null} title="No threshold">
            Every published product may stand{aside.size > 0 ? ', an invented one only where you place it' : ''}:{' '}
            {counted(products.length, 'product')}.
          </Choice>
          {contexts.map(({ id, name, inpact, goals }) => (
            <Choice name="context" value={id} isChosen={state.context === id} title={name}>
              {rubric.inpact.name} {inpact}, {rubric.goals.name} {goals} or more.{' '}
              {passing[id] === 0 ? `No ${noun} passes yet.` : `${capital(passes(passing[id] ?? 0, noun))}.`}
            </Choice>
          ))}
        </Choices>
      </div>
      <StackFurther state={state} rubric={rubric} />
      <div class="buttons">
        {state.fill ? (
          <button type="submit">Apply, and fill anew</button>
        ) : (
          <>
            <button type="submit" name="fill" value="best">
              Fill with the best that pass
            </button>
            {isStart ? (
              <button type="submit" class="quiet" name="slot" value={first?.id}>
                Choose product by product
              </button>
            ) : (
              <button type="submit" class="quiet">
                Apply
              </button>
            )}
          </>
        )}
      </div>
    </form>
  );
}

/** What the form does not ask about stays as it is. */
function Kept({ state, address }: { state: StackState; address: StackShown['address'] }) {
  const { placed, excluded, fill, asOf } = state;
  const kept = address({ ...emptyStack, placed, excluded, fill, asOf });
  return (
    <>
      {[...new URLSearchParams(kept.slice(pathOf(kept).length))].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function Choices({ legend, help, children }: { legend: string; help: string; children: Child }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <p class="soft">{help}</p>
      <div class="options">{children}</div>
    </fieldset>
  );
}

interface ChoiceProps {
  name: string;
  value: string;
  isChosen: boolean;
  title: string;
  children: Child;
}

function Choice({ name, value, isChosen, title, children }: ChoiceProps) {
  return (
    <label class="option">
      <input type="radio" name={name} value={value} checked={isChosen} />
      <span>
        <strong>{title}</strong> <span class="soft">{children}</span>
      </span>
    </label>
  );
}

function passes(count: number, noun: string): string {
  return `${counted(count, noun)} ${count === 1 ? 'passes' : 'pass'}`;
}

/** An address without its query. */
function pathOf(address: string): string {
  return address.split('?')[0] ?? '';
}
