import { describe, expect, it } from 'vitest';
import { startPace } from '../../../src/domain/pace.ts';
import { isPraise, pageFlags, praises } from '../../../src/stages/extract/page-flags.ts';

const pace = startPace(new AbortController().signal, 20_000);

const page = (path: string, more: { canonical?: string; outdated?: boolean; text?: string } = {}) => ({
  url: `https://a.example${path}`,
  canonical: null,
  outdated: false,
  text: 'Plain words.',
  isPraise: () => isPraise(more.text ?? ''),
  ...more,
});
const flagged = (...pages: ReturnType<typeof page>[]) => flagsOf(pages);
const flagsOf = async (pages: ReturnType<typeof page>[]) => (await pageFlags(pages, pace)).map((flags) => flags.join());

describe('Flags of pages', () => {
  it('mark versions older than another among the pages', async () => {
    expect(await flagged(page('/docs/1.9/limits'), page('/docs/1.10/limits'), page('/docs/1.x/other'))).toEqual([
      'old-version',
      '',
      '',
    ]);
    expect(await flagged(page('/v0.1/limits'), page('/limits'))).toEqual(['old-version', '']);
    expect(await flagged(page('/v2.0/limits.html'), page('/latest/limits.html'))).toEqual(['old-version', '']);
  });

  it('do not mark the only version there is, nor pages about versions', async () => {
    expect(await flagged(page('/docs/2.4/limits'), page('/docs/2.4/backup'))).toEqual(['', '']);
    expect(await flagged(page('/releases/1.2'), page('/releases/1.3'))).toEqual(['', '']);
  });

  it('mark pages that say so, that are archived or that name the current one', async () => {
    expect(
      await flagged(
        page('/a', { outdated: true }),
        page('/archive/b'),
        page('/v1/c', { canonical: 'https://a.example/c' }),
      ),
    ).toEqual(['old-version', 'old-version', 'old-version']);
    expect(
      await flagged(page('/a', { canonical: 'https://a.example/a/' }), page('/b', { canonical: 'https://a.example/' })),
    ).toEqual(['', '']);
  });

  it('mark pages that sell', async () => {
    const praise =
      'Our industry-leading, best-in-class product is trusted by thousands. Effortlessly unlock the power of seamless data.';
    expect(
      await flagged(page('/pricing'), page('/blog/2024/a'), page('/b', { text: praise }), page('/docs/a')),
    ).toEqual(['marketing', 'marketing', 'marketing', '']);
    expect(praises(praise)).toBe(true);
    expect(praises('A seamless upgrade needs two nodes, and the state-of-the-art codec is optional.')).toBe(false);
  });
});
