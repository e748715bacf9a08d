import { describe, expect, it } from 'vitest';
import type { Quote } from '../../../src/domain/evidence.ts';
import { quotable, saidIn } from '../../../src/stages/draft/said-clause.ts';

function quote(text: string, found = ''): Quote {
  const digest = '0'.repeat(64);
  return {
    id: text,
    citation: {
      url: 'https://docs.brook.example/guide',
      title: 'Guide',
      pageDigest: digest,
      textDigest: digest,
      passageId: 'p',
      start: 0,
      end: text.length,
      quote: text,
      fetchedAt: '2026-03-01T08:00:00.000Z',
    },
    stance: 'supports',
    lane: 'signal',
    facet: '',
    hedged: false,
    found,
    headings: [],
    flags: [],
    score: 1,
  };
}

const said = (text: string, found = '') => saidIn([quote(text, found)], 'Brook').map((item) => item.text);

describe('Statements of the documentation', () => {
  it('are taken without their full stop, and short where the shorter part shows the same', () => {
    expect(said('A rolling upgrade causes no downtime.')).toEqual(['A rolling upgrade causes no downtime']);
    expect(
      said(
        'Advisories are published for every flaw, and each of the releases comes with a list of its parts.',
        'Advisories',
      ),
    ).toEqual(['Advisories are published for every flaw']);
  });

  it('are never cut inside a list, nor so that what decided the check is lost', () => {
    const listed =
      'The archive ships rules for replication lag, full disks and failed elections in every one of the releases.';
    expect(said(listed, 'rules')).toEqual([listed.slice(0, -1)]);
    expect(
      said(
        'Brook keeps vectors on its disks, which are encrypted by a key that each of the many tenants holds alone.',
        'holds alone',
      ),
    ).not.toContain('Brook keeps vectors on its disks');
  });

  it.each([
    'Configure the proxy so that it uses encrypted connections only.',
    'Ensures that no request is lost while an upgrade runs.',
    'In the resulting record, the values of the columns are replaced.',
    'This guide describes how a trace is collected.',
    'The operator is described in these pages of the reference.',
    'You can change the settings while the server is running.',
    'Appender: it writes messages to the named destination.',
    'A package that contains the resources which serve requests.',
  ])('leave out what does not stand alone: %s', (text) => {
    expect(said(text)).toEqual([]);
  });

  it('put those that name the product first', () => {
    const quotes = [quote('Every record is kept for thirty days.'), quote('Brook keeps every record for thirty days.')];
    expect(saidIn(quotes, 'Brook')[0]?.text).toBe('Brook keeps every record for thirty days');
  });

  it('may address the reader where they stand in quotation marks, whole or not at all', () => {
    expect(quotable([quote('When a node fails, you can restore it from its backup.')])?.text).toBe(
      'When a node fails, you can restore it from its backup',
    );
    expect(quotable([quote('This is done by the operator of the cluster.')])).toBeNull();
    expect(quotable([quote('Restore of a node from its backup in three regions')])).toBeNull();
  });
});
