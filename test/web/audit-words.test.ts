import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { detailInShort, detailValue, knowsDetail } from '../../src/web/workspace/audit-detail-words.ts';
import { actionWords } from '../../src/web/workspace/audit-words.ts';

const store = join(import.meta.dirname, '../../src/adapters/store');

it('The audit screen has words for every field that the store writes beside an entry', () => {
  const files = readdirSync(store).filter((name) => name.endsWith('.ts'));
  const fields = files.flatMap((name) =>
    [...readFileSync(join(store, name), 'utf8').matchAll(/\bdetail(?::| =)[^;{]{0,40}\{([^{}]*)\}/g)].flatMap((found) =>
      (found[1] ?? '').split(',').flatMap((part) => /^\s*([a-z]\w*)/i.exec(part)?.[1] ?? []),
    ),
  );
  const named = [...new Set(fields)];
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((field) => !knowsDetail(field))).toEqual([]);
});

it('The audit screen has words for everything that the store writes into the log', () => {
  const files = readdirSync(store).filter((name) => name.endsWith('.ts'));
  const written = files.flatMap((name) => [
    ...readFileSync(join(store, name), 'utf8').matchAll(
      /'((?:account|draft|publication|run|schedule|vendor|webhook)\.[a-z-]+)'/g,
    ),
  ]);
  const actions = [...new Set(written.map((match) => match[1] ?? ''))];
  expect(actions.length).toBeGreaterThan(25);
  expect(actions.filter((action) => actionWords(action) === action)).toEqual([]);
});

it('A row of the audit screen tells what was done with what, and leaves ids and digests for who opens it', () => {
  expect(detailInShort({ slug: 'quillstore', runId: 'run-1', contentDigest: 'ab' })).toBe('product quillstore');
  expect(
    detailInShort({ label: 'nightly import', expiresAt: '2026-11-28T22:29:54.000Z', scopes: ['read', 'runs'] }),
  ).toBe('for nightly import · may read, runs');
  expect(detailInShort({ reviewId: 'review-1' })).toBe('ids and digests');
  expect(detailValue('expiresAt', '2026-11-28T22:29:54.000Z')).toBe('28 November 2026, 22:29 UTC');
  expect(detailValue('item', { item: 1 })).toBe('{"item":1}');
});

it('A row of the audit screen tells of an edited product what changed, from what to what', () => {
  const changed = { licence: { from: 'unknown', to: 'Apache-2.0' }, price: { from: 'unknown', to: 'free-oss' } };
  expect(detailInShort({ revision: 3, changed })).toBe(
    'revision 3 · changed licence from unknown to Apache-2.0, price from unknown to free-oss',
  );
});

it('The audit screen tells a field that holds nothing as nobody where it would name a person, else as nothing', () => {
  expect(detailValue('from', null)).toBe('nobody');
  expect(detailValue('approvedBy', null)).toBe('nobody');
  expect(detailValue('parentRevision', null)).toBe('nothing');
  expect(detailValue('paused', undefined)).toBe('nothing');
});
