import { describe, expect, it } from 'vitest';
import { decideOffline } from '../../../src/domain/offline-decision.ts';
import { gatherEvidence } from '../../../src/stages/gather/gather-evidence.ts';
import { introducesPage } from '../../../src/stages/gather/introduces-page.ts';
import { checkOf, corpusOf, rubricOf, toolsOf } from './small-corpus.ts';

describe('A sentence that introduces a page', () => {
  it.each([
    'This topic describes how to enable TLS.',
    'This guide provides instructions on how to configure tracing.',
    'In this tutorial, we will demonstrate a hybrid search.',
    'In this section you will set up roles.',
    'This page lists out some known limitations.',
  ])('is told: %s', (text) => {
    expect(introducesPage(text)).toBe(true);
  });

  it.each([
    'This feature describes each role by its permissions.',
    'In this release, the server now keeps an audit log.',
    'This example fails closed.',
    'The guide describes TLS.',
    'In this mode, the server provides TLS.',
  ])('is not taken for one: %s', (text) => {
    expect(introducesPage(text)).toBe(false);
  });

  it('is shown behind one that says what the product does, and still shows it where it is alone', async () => {
    const one = { name: 'roles', phrases: ['{role based access}'], distinct: 1, of: [] };
    const check = checkOf('permitted.roles', { facets: [one], partly: [], not: [] }, ['role based access']);
    const shown = async (...texts: string[]) => {
      const pages = texts.map((text, at) => ({ path: `/docs/${at}`, passages: [{ text }] }));
      const { corpus, bodies } = corpusOf(pages);
      const result = await gatherEvidence(corpus, toolsOf(rubricOf([check]), bodies));
      const [found] = result.kind === 'record' ? result.record.checks : [];
      if (!found) throw new Error('expected a record');
      return decideOffline(check, found).quotes.map(({ citation }) => citation.quote);
    };
    const introduction = 'In this tutorial, we will set up role based access for the readers of Acme.';
    const statement = 'Every reader has role based access to each of the collections.';
    expect((await shown(introduction, statement))[0]).toBe(statement);
    expect(await shown(introduction)).toEqual([introduction]);
  });
});
