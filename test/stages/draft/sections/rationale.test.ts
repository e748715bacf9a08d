import { describe, expect, it } from 'vitest';
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

  it('says of a dimension without evidence that the pages say nothing on it', async () => {
    const claim = await rationaleOf('goals.lexicon', inventedEvidence(rubric, {}));
    expect(claim.kind).toBe('absence');
    expect(claim.text).toMatch(
      /^The pages read of Brook say nothing on shared terms and types: no glossary or page of concepts, /,
    );
    expect(claim.searched.length).toBeGreaterThan(0);
  });
});
