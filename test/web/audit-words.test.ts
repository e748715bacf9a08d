import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { actionWords } from '../../src/web/workspace/audit-words.ts';

const store = join(import.meta.dirname, '../../src/adapters/store');

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
