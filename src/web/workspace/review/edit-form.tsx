import type { Child } from 'hono/jsx';
import type { Shown } from './shown.ts';

interface EditFormProps {
  shown: Shown;
  /** What the form does; a name of `form-edits.ts`. */
  does: string;
  at: string;
  /** Further fields that the person does not see. */
  hidden?: Record<string, string>;
  className?: string;
  children: Child;
}

/** A form that changes the draft: it carries what was seen, so that nobody writes over what they have not seen. */
export function EditForm({ shown, does, at, hidden = {}, className, children }: EditFormProps) {
  const { draft } = shown.desk;
  const carried = {
    do: does,
    at,
    revision: String(draft.revision),
    contentDigest: draft.contentDigest,
    item: shown.item ?? '',
    q: shown.query,
    ...hidden,
  };
  return (
    <form method="post" action={`/review/${draft.id}/edit`} class={className ?? 'edit'}>
      {Object.entries(carried).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
