import { describe, expect, it } from 'vitest';
import { readPastedRows } from '../../src/actions/read-vendor-rows.ts';

describe('A pasted list', () => {
  it('takes one product a line, its name before or behind the address, and leaves a wrong line to be named', () => {
    const rows = readPastedRows(
      'https://docs.one.example/\n\nTwo, https://two.example/docs\nhttps://three.example/ – Three\nhtps:/not an address',
    );
    expect(rows).toEqual([
      { line: 1, fields: { url: 'https://docs.one.example/' } },
      { line: 3, fields: { url: 'https://two.example/docs', name: 'Two' } },
      { line: 4, fields: { url: 'https://three.example/', name: 'Three' } },
      { line: 5, fields: { url: 'htps:/not an address' } },
    ]);
  });

  it('is read by its columns where its first line names them', () => {
    expect(readPastedRows('name,url\nOne,https://one.example/')).toEqual([
      { line: 2, fields: { name: 'One', url: 'https://one.example/' } },
    ]);
  });
});
