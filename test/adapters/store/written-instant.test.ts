import { expect, it } from 'vitest';
import { writtenInstant } from '../../../src/adapters/store/written-instant.ts';

it.each([
  ['1772359200.123000', '2026-03-01T10:00:00.123Z', 'with six digits'],
  ['1772359200.120000', '2026-03-01T10:00:00.120Z', 'with a zero that counts'],
  ['1772359200.123', '2026-03-01T10:00:00.123Z', 'as PostgreSQL 13 writes it'],
  ['1772359200.12', '2026-03-01T10:00:00.120Z', 'as PostgreSQL 13 writes a zero at the end'],
  ['1772359200.1', '2026-03-01T10:00:00.100Z', 'as PostgreSQL 13 writes two of them'],
  ['1772359200', '2026-03-01T10:00:00.000Z', 'without a fraction'],
  ['1772359200.000000', '2026-03-01T10:00:00.000Z', 'with a fraction of nothing'],
])('reads %s as %s: seconds %s', (epoch, instant) => {
  expect(writtenInstant(epoch)).toBe(instant);
});

it.each(['1772359200.123001', '1772359200.000001', '-1772359200.123000', 'infinity', 'Infinity', ''])(
  'leaves %s as it stands, so that a changed time shows',
  (epoch) => {
    expect(writtenInstant(epoch)).toBe(epoch);
  },
);
