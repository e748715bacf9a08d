import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/domain/digest.ts';
import {
  findQuote,
  gateQuote,
  gateSpan,
  indexText,
  normalise,
  verifyCitation,
  verifySlice,
} from '../../src/domain/quote-gate.ts';
import { units } from '../../src/domain/sentences.ts';
import { mutantsOf } from '../../src/evals/quotes/quote-mutants.ts';
import { writtenPages } from '../../src/evals/quotes/written-pages.ts';

const page =
  'Access control\n\nHarbour checks every query against the caller’s roles before it runs. Roles can be bound to a single collection. ' +
  'However, binding to a partition is only available in the enterprise plan.\n\n' +
  'Harbour does not support the following:\n\n- Row level security on streaming collections\n- Rotating keys without a restart of the node\n\n' +
  'Setting: audit.level | Default: 2\nSetting: audit.sink | Default: stdout';

describe('Normalising', () => {
  it('folds white space, quote marks and compatibility forms, and nothing else', () => {
    expect(normalise(' “a”\u00a0 b\n‘c’ ﬁne ')).toBe('"a" b \'c\' fine');
    expect(normalise('Not 5 GB')).not.toBe(normalise('not 5 GB'));
  });

  it('gives an index whose normal text is that of the whole', () => {
    for (const text of [page, 'e\u0301te\u0301 ﬁve\u200b  x `y` 😀 ½ end', ...writtenPages(3)]) {
      expect(indexText(text).normal.trim()).toBe(normalise(text));
    }
  });
});

describe('Finding a quote', () => {
  it('gives offsets into the text as it is stored', () => {
    const found = findQuote(page, "Harbour checks every  query against the caller's roles before it runs.");
    expect(found.ok && page.slice(found.start, found.end)).toBe(
      'Harbour checks every query against the caller’s roles before it runs.',
    );
  });

  it('looks from the given place on first', () => {
    const text = 'The same sentence stands here twice. Other. The same sentence stands here twice.';
    expect(findQuote(text, 'The same sentence stands here twice.', 10)).toMatchObject({ start: 44 });
    expect(findQuote(indexText(text), 'The same  sentence stands here twice.', 10)).toMatchObject({ start: 44 });
  });

  it('covers a character that is written as several', () => {
    const text = 'Un e\u0301te\u0301 tre\u0300s chaud et se\u0301re\u0301 vient';
    const found = findQuote(text, 'été très chaud et séré');
    expect(found.ok && text.slice(found.start, found.end)).toBe('e\u0301te\u0301 tre\u0300s chaud et se\u0301re\u0301');
  });

  it('refuses what is not there, with the reason', () => {
    expect(findQuote(page, 'Harbour checks ... before it runs.')).toEqual({ ok: false, reason: 'ellipsis' });
    expect(findQuote(page, 'Harbоur checks every query')).toEqual({ ok: false, reason: 'homoglyph' });
    expect(findQuote(page, 'Harbour checks any query against')).toEqual({ ok: false, reason: 'not-in-text' });
    expect(findQuote(page, ' \u200b ')).toEqual({ ok: false, reason: 'empty' });
  });
});

describe('The quote gate', () => {
  it('widens a clipped quote to its sentence', () => {
    expect(gateQuote(page, 'checks every query against')).toMatchObject({
      quote: 'Harbour checks every query against the caller’s roles before it runs.',
    });
  });

  it('widens over a sentence that takes it back', () => {
    const gated = gateQuote(page, 'Roles can be bound to a single collection.');
    expect(gated.ok && gated.quote).toMatch(/^Roles can be bound .* only available in the enterprise plan\.$/);
  });

  it.each([
    'Except for streaming collections.',
    'Unless TLS is on, it is off.',
    'This is only in preview.',
    'This feature is deprecated.',
    'It is not enabled by default.',
    'But it needs a licence.',
    'Only supports the first version.',
    'Currently, only one region works.',
    'Available only in the paid plan.',
  ])('widens over "%s"', (limit) => {
    const text = `Backups are taken every hour by the node. ${limit} Restores are tested.`;
    expect(gateQuote(text, 'Backups are taken every hour by the node.')).toMatchObject({
      quote: `Backups are taken every hour by the node. ${limit}`,
    });
  });

  it('leaves out a neighbour that adds and takes nothing back', () => {
    const text = 'Backups are taken every hour by the node. Restores are tested weekly.';
    expect(gateQuote(text, 'Backups are taken every hour by the node.')).toMatchObject({
      quote: 'Backups are taken every hour by the node.',
    });
  });

  it('widens an item over the lead-in that denies it', () => {
    const gated = gateQuote(page, 'Row level security on streaming collections');
    expect(gated.ok && gated.quote).toBe(
      'Harbour does not support the following:\n\n- Row level security on streaming collections',
    );
  });

  it('refuses where the neighbour makes it too long', () => {
    const text = `Limits are not applied to:\n\n${Array.from({ length: 40 }, (_, item) => `- Collection number ${item} of the default database`).join('\n')}`;
    expect(gateQuote(text, 'Collection number 39 of the default database')).toEqual({
      ok: false,
      reason: 'limited-by-neighbour',
    });
  });

  it('takes a short row whole and no other short text', () => {
    expect(gateQuote(page, 'audit.level')).toMatchObject({ quote: 'Setting: audit.level | Default: 2' });
    expect(gateQuote('Heading here\n\nIt scales well.', 'It scales well.')).toEqual({ ok: false, reason: 'too-short' });
  });

  it('takes a short sentence with its neighbour', () => {
    expect(gateQuote('It scales well. Each node takes a share of the load.', 'It scales well.')).toMatchObject({
      quote: 'It scales well. Each node takes a share of the load.',
    });
  });

  it('refuses a quote over two paragraphs', () => {
    const text = 'The first paragraph says one thing here\n\nThe second paragraph says quite another.';
    expect(gateQuote(text, 'one thing here The second paragraph')).toEqual({ ok: false, reason: 'joined' });
  });

  it('refuses look-alike letters that stand in the page itself', () => {
    const text = 'Harb\u043eur encrypts every byte on the disk of the node.';
    expect(gateSpan(text, { start: 0, end: text.length })).toEqual({ ok: false, reason: 'homoglyph' });
    expect(gateSpan('A write takes 40 μs at the median of all nodes.', { start: 0, end: 47 })).toMatchObject({
      ok: true,
    });
  });
});

describe('Verifying a citation', () => {
  const body = new TextEncoder().encode('<p>as received</p>');
  const gated = gateQuote(page, 'Harbour checks every query');
  if (!gated.ok) throw new Error('the page of this test does not hold its quote');
  const citation = {
    url: 'https://harbour.example/access',
    title: 'Access control',
    pageDigest: sha256(body),
    textDigest: sha256(page),
    passageId: 'p',
    start: gated.start,
    end: gated.end,
    quote: gated.quote,
    fetchedAt: '2026-01-01T00:00:00.000Z',
  };

  it('holds for what the gate gave', () => {
    expect(verifyCitation(citation, { text: page, body })).toEqual({ ok: true });
  });

  it.each([
    ['a changed body', citation, { text: page, body: new Uint8Array([1]) }, /stored page has another digest/],
    ['a changed text', citation, { text: `${page} `, body }, /stored text has another digest/],
    ['a lost body', citation, { text: page, body: null }, /not kept/],
    ['a lost text', citation, { text: null, body }, /not kept/],
    ['moved offsets', { ...citation, start: citation.start + 1 }, { text: page, body }, /does not say this/],
    [
      'another spelling',
      { ...citation, quote: citation.quote.replace('every', 'each') },
      { text: page, body },
      /does not say this/,
    ],
    [
      'a part of a sentence',
      { ...citation, start: citation.start + 8, quote: citation.quote.slice(8) },
      { text: page, body },
      /leaves out a part/,
    ],
  ])('fails for %s', (_, wrong, stored, reason) => {
    const verified = verifyCitation(wrong, stored);
    expect(verified).toMatchObject({ ok: false });
    expect(!verified.ok && verified.reason).toMatch(reason);
  });
});

describe('Two thousand true spans and as many mutants', () => {
  const pages = writtenPages(60);
  const spans = pages.flatMap((text, index) =>
    units(text, 'prose').flatMap((unit) => {
      const gated = gateSpan(text, unit);
      return gated.ok ? [{ page: index, ...gated }] : [];
    }),
  );

  it('accepts every true span, as proposed and as cited', () => {
    const sample = spans.slice(0, 2000);
    expect(sample).toHaveLength(2000);
    const wrong = sample.filter((span) => {
      const text = pages[span.page] ?? '';
      const retyped = span.quote.replace(/ /g, '  ').replace(/"/g, '”').replace(/'/g, '’');
      const again = gateQuote(text, retyped, span.start);
      return !again.ok || again.start !== span.start || again.end !== span.end || !verifySlice(span, text).ok;
    });
    expect(wrong).toEqual([]);
  });

  it('refuses every mutant, each kind among them', () => {
    const refusedByKind = new Map<string, number>();
    const passed: unknown[] = [];
    let seen = 0;
    for (const [index, span] of spans.entries()) {
      for (const mutant of mutantsOf({ pages, span, index, other: spans[(index + 7) % spans.length] ?? span })) {
        seen += 1;
        const accepted = mutant.accepted();
        if (accepted) passed.push({ kind: mutant.kind, quote: mutant.quote });
        else refusedByKind.set(mutant.kind, (refusedByKind.get(mutant.kind) ?? 0) + 1);
      }
      if (seen >= 2000 && refusedByKind.size >= 7) break;
    }
    expect(passed).toEqual([]);
    expect(seen).toBeGreaterThanOrEqual(2000);
    expect([...refusedByKind.keys()].sort()).toEqual([
      'clipped negation',
      'digit changed',
      'halves joined',
      'homoglyph',
      'not dropped',
      'other page',
      'word swapped',
    ]);
  });
});
