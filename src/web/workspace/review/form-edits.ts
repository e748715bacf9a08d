/** Fields of a posted form of the review screen. */
type Fields = Readonly<Record<string, string>>;

/**
 * What a form of the review screen asks for, as `PATCH /api/drafts/{id}` takes it. Wrong or missing fields are told by
 * the action, which knows what they should be.
 */
export function formEdits(fields: Fields): { edits: unknown[] } {
  const { do: does = '', at = '', reason = '' } = fields;
  const forms: Record<string, () => unknown[]> = {
    decide: () => [{ do: 'decide', check: at, decision: fields.decision, why: plain(fields.why), reason }],
    write: () => [{ do: 'write', at, text: plain(fields.text), kind: fields.kind, reason }],
    cite: () => [
      {
        do: 'cite',
        at: at || fields.target,
        textDigest: fields.textDigest,
        quote: plain(fields.quote),
        from: Number(fields.from),
      },
    ],
    drop: () => [{ do: 'drop', at, place: fields.place }],
    renew: () => [{ do: 'renew', at, reason }],
    remove: () => [{ do: 'remove', at }],
    resolve: () => [{ do: 'resolve', flag: at, reason }],
    restore: () => [{ do: 'restore', revision: Number(fields.to) }],
    add: () => [{ do: 'add', to: at, fields: named(fields) }],
    fields: () => Object.entries(named(fields)).map(([name, value]) => ({ do: 'set', at: `${at}.${name}`, value })),
  };
  return { edits: forms[does]?.() ?? [{ do: does }] };
}

function named(fields: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith('field.') ? [[name.slice('field.'.length), plain(value)]] : [],
    ),
  );
}

/** Browsers send line ends of text fields as CRLF; stored text has none. */
function plain(text: string): string;
function plain(text: string | undefined): string | undefined;
function plain(text: string | undefined): string | undefined {
  return text?.replaceAll('\r\n', '\n');
}
