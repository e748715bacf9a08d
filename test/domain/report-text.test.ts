import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/analysis.ts';
import { reportText } from '../../src/domain/report-text.ts';
import { columns, shortened, wrapped } from '../../src/domain/report-wrap.ts';
import { drafted, rubric } from '../stages/draft/draft-tools.ts';
import { inventedEvidence } from '../stages/draft/invented-evidence.ts';

const { analysis } = await drafted(
  inventedEvidence(rubric, {
    met: ['permitted.roles', 'natural.sdks', 'governance.rollback'],
    hedged: ['solid.failure'],
  }),
);

describe('The report for a terminal', () => {
  const report = reportText(analysis, { width: 80, colour: false, rubric });

  it('holds the sections in the order of the page', () => {
    const wanted = [
      'Brook',
      'AI Analysis',
      'Trust Before Intelligence',
      'INPACT',
      'GOALS',
      'Strengths',
      'Limitations',
      'Best suited for',
      'Compliance',
      'Use with caution for',
      'Integration in',
      'Trust risks',
      'Use case scenarios',
      'Stack impact',
      'Two-week proof',
      'What would raise',
      'Fits these contexts',
      'For the reviewer',
    ];
    const places = wanted.map((title) => report.split('\n').findIndex((line) => line.startsWith(title)));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('tells price and licence as the page does, and nothing where nobody entered them', () => {
    const headed = (price: Analysis['vendor']['price'], licence: string) => {
      const entered = { ...analysis, vendor: { ...analysis.vendor, price, licence } };
      return reportText(entered, { width: 100, colour: false, rubric }).split('\n')[1];
    };
    expect(headed({ kind: 'unknown', note: 'from $10 a seat' }, 'proprietary')).toMatch(
      / · Product · from \$10 a seat · Proprietary$/,
    );
    expect(headed({ kind: 'paid', note: 'from $9' }, 'MIT')).toMatch(/ · Product · Paid, from \$9 · MIT$/);
    expect(headed({ kind: 'unknown', note: '' }, 'unknown')).toMatch(/ · Product$/);
  });

  it('keeps to the width it is given', () => {
    const wide = report.split('\n').filter((line) => columns(line) > 80);
    expect(wide).toEqual([]);
  });

  it('shows levels, and decisions with a short quote', () => {
    expect(report).toMatch(/Permitted {6}1\/6 ■□□□□□/);
    expect(report).toMatch(/\+ roles\n {6}“Brook documents roles module/);
    expect(report).toContain('not assessed');
  });

  it('calls places, checks and decisions by their names', () => {
    const ours = report.slice(report.indexOf('What would raise'));
    expect(ours).not.toMatch(/\b(?:inpact|goals|frameworks|permitted|solid|natural)\.[a-z]|no-evidence|\bwarns\b/);
    const flagged = structuredClone(analysis);
    const target = 'frameworks.goals.dimensions.0.checks.1';
    const message = 'governance.gates is partly without a citation: cite a passage, or decide no-evidence.';
    flagged.flags = [{ kind: 'lint', severity: 'blocks', target, message }];
    const words = reportText(flagged, { width: 300, colour: false, rubric }).replace(/\s+/g, ' ');
    expect(words).toMatch(
      /Blocks approval: Governance: [^.]+\. “[^”]+” is partly without a citation: cite a passage, or decide no evidence\./,
    );
  });

  it('has no heading over nothing', () => {
    const ours = report.slice(report.indexOf('What would raise'));
    expect(ours).not.toMatch(/^ALTERNATIVES|^Alternatives/m);
    expect(report).not.toContain('undefined');
  });

  it('colours only where it may', () => {
    expect(report).not.toContain('\u001b');
    expect(reportText(analysis, { width: 80, colour: true, rubric })).toContain('\u001b[32m');
  });
});

describe('Wrapping', () => {
  it('breaks between words and indents what follows', () => {
    expect(wrapped('one two three', { width: 8, indent: '  ' })).toEqual(['one two', '  three']);
  });

  it('shortens at a word', () => {
    expect(shortened('a sentence that goes on', 15)).toBe('a sentence…');
    expect(shortened('short', 15)).toBe('short');
  });
});
