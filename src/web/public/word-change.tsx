import { wordDiff } from '../../domain/word-diff.ts';

/** A text as it was and as it is, in one, with the words that came and went marked; null where there is none on that side. */
export function WordChange({ before, after }: { before: string | null; after: string | null }) {
  return (
    <>
      {wordDiff(before ?? '', after ?? '').map(({ kind, text }) =>
        kind === 'gone' ? <del>{text}</del> : kind === 'come' ? <ins>{text}</ins> : <span>{text}</span>,
      )}
    </>
  );
}
