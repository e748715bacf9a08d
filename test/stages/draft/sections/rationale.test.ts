import { describe, expect, it } from 'vitest';
import { rubricChecks } from '../../../../src/domain/rubric.ts';
import { drafted, rubric } from '../draft-tools.ts';
import { inventedEvidence } from '../invented-evidence.ts';

async function rationaleOf(id: string, evidence: Parameters<typeof drafted>[0]) {
  const { inpact, goals } = (await drafted(evidence)).analysis.frameworks;
  const found = [...inpact.dimensions, ...goals.dimensions].find((dimension) => dimension.id === id);
  if (!found) throw new Error(`no dimension ${id}`);
  return found.rationale;
}

describe('A rationale', () => {
  it('tells what was observed and what is missing in one sentence', async () => {
    const evidence = inventedEvidence(rubric, { met: ['permitted.roles'] });
    const quote = evidence.checks.find(({ check }) => check === 'permitted.roles')?.quotes[0];
    if (quote) {
      quote.citation.quote = 'Permissions are granted through roles.';
      quote.found = 'roles';
    }
    const { text, kind, citations } = await rationaleOf('inpact.permitted', evidence);
    expect(text).toBe(
      'Permissions are granted through roles; the pages read of Brook show no authentication of callers, access decided on attributes or boundary between tenants together with TLS.',
    );
    expect(kind).toBe('cited');
    expect(citations.map((citation) => citation.quote)).toEqual(['Permissions are granted through roles.']);
  });

  it('does not call shown what is shown only in part', async () => {
    const evidence = inventedEvidence(rubric, { hedged: ['solid.mature'] });
    const quote = evidence.checks.find(({ check }) => check === 'solid.mature')?.quotes[0];
    if (quote) quote.citation.quote = 'Brook is available as a preview since last year.';
    const { text } = await rationaleOf('goals.solid', evidence);
    expect(text).toBe(
      'The pages read of Brook show stable releases (“Brook is available as a preview since last year”) only in part and no production user by name, validation of its input or behaviour on failure.',
    );
  });

  const long =
    'The store keeps its own rights for every reader of each collection in each of its regions until that region is closed';
  it.each([
    ['denied', 'Our RBAC module: see the other edition', 'RBAC module'],
    ['hedged', 'Our RBAC module: see the other edition', 'RBAC module'],
    ['denied', long, 'own rights'],
    ['hedged', long, 'own rights'],
  ] as const)('and a risk cite the quote that holds the words shown: %s by "%s"', async (how, second, found) => {
    const sayings = (met: string[]) => {
      const evidence = inventedEvidence(rubric, { met, [how]: ['permitted.roles'] });
      const roles = evidence.checks.find(({ check }) => check === 'permitted.roles');
      const [first] = roles?.quotes ?? [];
      if (!roles || !first) throw new Error('a quote was invented');
      const saying = (quote: string, words: string, start: number) => ({
        ...first,
        id: `quote-${start}`,
        found: words,
        citation: { ...first.citation, quote, start, end: start + quote.length },
      });
      roles.quotes = [
        saying('You cannot do this here: ask whoever runs it for the other one', 'ask whoever runs it', 10),
        saying(second, found, 200),
      ];
      return evidence;
    };
    const { text, citations } = await rationaleOf('inpact.permitted', sayings([]));
    const others = rubricChecks(rubric).map(({ check }) => check.id);
    const { trustRisks } = (await drafted(sayings(others.filter((id) => id !== 'permitted.roles')))).analysis;
    const risk = trustRisks[0]?.risk;
    expect(risk?.text).toContain('permissions through roles');
    for (const told of [{ text, citations }, risk ?? { text: '', citations: [] }]) {
      const shown = /(?:documents only |\()“?([^”);]+)/.exec(told.text)?.[1] ?? 'nothing';
      expect(shown).toMatch(/RBAC module|ask whoever runs it|keeps its own rights/);
      expect(told.citations.map(({ quote }) => quote).join(' ')).toContain(shown);
    }
  });

  it('says of a dimension without evidence that the pages say nothing on it', async () => {
    const claim = await rationaleOf('goals.lexicon', inventedEvidence(rubric, {}));
    expect(claim.kind).toBe('absence');
    expect(claim.text).toMatch(
      /^The pages read of Brook say nothing on shared terms and types: no glossary or page of concepts, /,
    );
    expect(claim.searched.length).toBeGreaterThan(0);
  });
});
