import { listedWords } from '../../../domain/listed-words.ts';
import type { StackGap, StackReport } from '../../../domain/stack/stack-report.ts';
import { emptyStack } from '../../../domain/stack/stack-state.ts';
import { isUnasked } from './changed-state.ts';
import { lower } from './choice-sentences.ts';
import type { StackShown } from './stack-shown.ts';
import { counted, shortened } from './stack-words.ts';

/** The title and, once something is asked, the answer in two sentences and the next steps. */
export function StackHead({ shown, isStart }: { shown: StackShown; isStart: boolean }) {
  const { report, rubric, address } = shown;
  const { state } = report;
  const industry = rubric.stack.industries.find(({ id }) => id === state.industry);
  const context = rubric.stack.contexts.find(({ id }) => id === state.context);
  const purpose = industry && state.industry !== emptyStack.industry ? industry : context;
  const title = purpose ? `A stack for ${lower(purpose.name)}` : null;
  const isEmpty = address({ ...state, asOf: null, slot: null }) === address(emptyStack);
  return (
    <div class="stack-head">
      <h1>{title ?? (isStart ? 'Build a stack for your agents' : 'A stack')}</h1>
      {isStart ? (
        <p class="lead">
          An agent stands on seven layers of other products. Say what it is for: the Stack Builder shows which products
          pass, what is missing, and what their vendors document about working together. {inItAlready(shown)}
        </p>
      ) : (
        <>
          <p class="answer">{answer(shown)}</p>
          <Unasked shown={shown} />
          <p class="acts">
            {state.fill ? (
              <a href={address({ ...state, fill: false })}>Undo the filling</a>
            ) : (
              <a class="button" href={address({ ...state, fill: true, slot: null })}>
                Fill with the best that pass
              </a>
            )}
            {hasReason(shown) ? <a href={`${address({ ...state, slot: null })}#why-not`}>Why not everything?</a> : null}
            {isEmpty ? null : <a href={address({ ...emptyStack, asOf: state.asOf })}>Start again</a>}
          </p>
        </>
      )}
    </div>
  );
}

/** An industry alone asks for no level: who means its thresholds too must be told that they are not asked for. */
function Unasked({ shown: { report, rubric, address } }: { shown: StackShown }) {
  const { state } = report;
  const own = rubric.stack.contexts.find(({ id }) => id === state.industry);
  if (!own || state.context !== null) return null;
  return (
    <p class="notice">
      No threshold is asked for, so products may stand here that {lower(own.name)} would not take.{' '}
      <a href={address({ ...state, context: own.id })}>
        Ask for its thresholds: {rubric.inpact.name} {own.inpact} and {rubric.goals.name} {own.goals}
      </a>
    </p>
  );
}

function inItAlready({ report: { layers } }: StackShown): string {
  const standing = layers.flatMap(({ slots }) => slots).flatMap(({ filled }) => filled?.name ?? []);
  return standing.length > 0 ? `${listedWords(standing)} stands in it already.` : '';
}

/** Whether the page has something to say on what cannot be filled. */
function hasReason({ report, products }: StackShown): boolean {
  const isAsked = !isUnasked({ ...report.state, slot: null });
  return (
    isAsked && products.length > 0 && report.gaps.some(({ candidates, passing }) => candidates > 0 && passing === 0)
  );
}

/** Whether the stack is whole and passes, as one would ask it. */
function answer({ report, aside }: StackShown): string {
  const { coverage, gaps, context } = report;
  const { needed, filled } = coverage;
  const critical = gaps.filter(({ severity }) => severity === 'critical').length;
  const open = critical > 0 ? `${counted(critical, 'critical one')} ${critical === 1 ? 'is' : 'are'} open` : '';
  const covered =
    gaps.length === 0
      ? `All ${needed} needed slots are filled.`
      : `${filled} of ${needed} needed slots ${filled === 1 ? 'is' : 'are'} filled${open ? `; ${open}` : ''}.`;
  return [covered, standing(context), hope(gaps, aside)].filter((sentence) => sentence !== '').join(' ');
}

function standing(context: StackReport['context']): string {
  if (!context || context.passes === null) return '';
  if (context.passes) return `Every product in it passes ${lower(context.name)}.`;
  return `It does not pass ${lower(context.name)}, because of ${shortened(context.failing.map(({ name }) => name))}.`;
}

/** What can be done about the open slots. */
function hope(gaps: readonly StackGap[], aside: StackShown['aside']): string {
  if (gaps.length === 0) return '';
  const closable = gaps.filter(({ passing }) => passing > 0).length;
  const missed = gaps.filter(({ candidates, passing }) => candidates > 0 && passing === 0).length;
  const unknown = gaps.filter(({ candidates }) => candidates === 0);
  const what = unknown.some(({ category }) => aside.has(category)) ? 'nothing real' : 'nothing';
  const parts = [
    closable > 0 ? `${numbered(closable)} can be filled with a product that passes` : '',
    missed > 0 ? `${numbered(missed)} ${missed === 1 ? 'has' : 'have'} only products that do not pass` : '',
    unknown.length > 0 ? `for ${numbered(unknown.length)} ${what} is published yet` : '',
  ].filter((part) => part !== '');
  return `Of the open ones, ${listedWords(parts)}.`;
}

function numbered(count: number): string {
  return count === 1 ? 'one' : String(count);
}
