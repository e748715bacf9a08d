/** What is wrong with a field, beneath it; nothing where nothing is. */
export function FieldProblems({ id, messages }: { id: string; messages: string[] }) {
  if (messages.length === 0) return null;
  return (
    <p class="field-problem" id={id}>
      {messages.join('; ')}
    </p>
  );
}
