import type { DraftNote } from '../domain/draft-note.ts';

/**
 * The remarks that stand: the latest on each item that was not taken back, of those made since the draft was last
 * returned. They go along with the next return.
 */
export function openRemarks(notes: readonly DraftNote[], returnedAt: string | null): DraftNote[] {
  const latest = new Map<string, DraftNote>();
  for (const note of notes) {
    if (note.kind === 'remark' && (returnedAt === null || note.at > returnedAt)) latest.set(note.item, note);
  }
  return [...latest.values()].filter(({ text }) => text !== '');
}
