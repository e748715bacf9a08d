import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copiedAddress, relativeLink } from '../../src/cli/export/copied-address.ts';

const segment = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
const page = fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`);

describe('An address in a copy', () => {
  it('is a file that every page reaches by a relative link, however deep either stands', () => {
    fc.assert(
      fc.property(page, page, (from, to) => {
        const [here, there] = [copiedAddress(from, '/'), copiedAddress(to, '/')];
        if (!here || !there) throw new Error('both are ours');
        const link = relativeLink(here.file, there);
        expect(posix.join(posix.dirname(here.file), link)).toBe(there.file);
        expect(link.startsWith('/')).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is a file a page of a list that is turned, and one file whatever else is asked of a page', () => {
    expect(copiedAddress('/?page=2', '/')).toMatchObject({ address: '/?page=2', file: 'page/2/index.html', query: '' });
    const asked = copiedAddress('/?layer=L1&page=2#found', '/');
    expect(asked).toMatchObject({ address: '/', file: 'index.html', query: '?layer=L1&page=2', hash: '#found' });
    expect(copiedAddress('/./vendors/milvus.md', '/vendors/x')).toMatchObject({ file: 'vendors/milvus.md' });
    expect(copiedAddress('/vendors/milvus/history/1..2', '/')).toMatchObject({
      file: 'vendors/milvus/history/1..2/index.html',
    });
  });

  it('is nothing of ours on another host, or by another scheme', () => {
    for (const link of ['https://example.org/', '//example.org/x', 'mailto:a@example.org', 'javascript:alert(1)']) {
      expect(copiedAddress(link, '/'), link).toBeNull();
    }
  });
});
