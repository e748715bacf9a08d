import { describe, expect, it } from 'vitest';
import { nearSentences } from '../../src/domain/near-sentences.ts';

const page = [
  'Backups are kept for 30 days in a second region.',
  'Backups are not encrypted in transit.',
  'The console shows the state of every index.',
].map((text) => ({ of: 'page', text }));

describe('Sentences near a quote', () => {
  it('are those that share most of its telling words, nearest first', () => {
    expect(nearSentences('Backups are kept for 60 days in a region', page).map(({ text }) => text)).toEqual([
      'Backups are kept for 30 days in a second region.',
    ]);
  });

  it('are none for a quote of other words, or of no telling words at all', () => {
    expect(nearSentences('Prices are listed on another page', page)).toEqual([]);
    expect(nearSentences('it is the of and', page)).toEqual([]);
  });

  it('name a sentence once, wherever else it stands', () => {
    expect(nearSentences('Backups are not encrypted in transit', [...page, ...page])).toHaveLength(1);
  });
});
