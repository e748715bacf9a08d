import type { Shown } from './shown.ts';

/**
 * The form that a reason belongs to: a check's decision by its path, a flag by its key, quotes that are renewed by the path of
 * what rests on them, or the decision on the draft.
 */
export type ReasonForm = { check: string } | { flag: string } | { renewed: string } | 'verdict';

/** What is wrong with the reason of a form that was not taken; null where nothing is. */
export function reasonProblem({ problem }: Pick<Shown, 'problem'>, form: ReasonForm): string | null {
  if (problem?.details.length !== 1 || problem.details[0]?.path !== 'reason') return null;
  const { typed, message } = problem;
  return isOf(form, typed) ? message : null;
}

function isOf(form: ReasonForm, typed: Readonly<Record<string, string>>): boolean {
  if (form === 'verdict') return typed.verdict !== undefined;
  if ('flag' in form) return typed.do === 'resolve' && typed.at === form.flag;
  if ('renewed' in form) return typed.do === 'renew' && typed.at === form.renewed;
  return typed.do === 'decide' && typed.at === form.check;
}

/** The attributes of a reason's field that has a problem; the browser goes to it. */
export function reasonMarks(message: string | null, noteId: string) {
  return message === null ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': noteId, autofocus: true };
}

/** The problem beside its field. */
export function ReasonProblem({ message, noteId }: { message: string | null; noteId: string }) {
  if (message === null) return null;
  return (
    <p class="field-problem" id={noteId}>
      {message}
    </p>
  );
}
