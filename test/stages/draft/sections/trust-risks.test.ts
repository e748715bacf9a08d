import { describe, expect, it } from 'vitest';
import type { EntryType } from '../../../../src/domain/closed-lists.ts';
import { rubricChecks } from '../../../../src/domain/rubric.ts';
import { drafted, rubric } from '../draft-tools.ts';
import { type Invented, inventedEvidence } from '../invented-evidence.ts';

const all = rubricChecks(rubric).map(({ check }) => check.id);

async function sectionsOf(entryType: EntryType, invented: Invented = {}) {
  const evidence = inventedEvidence(rubric, invented);
  evidence.run.vendor = { ...evidence.run.vendor, entryType, layer: 'L5', category: 'policy-engine' };
  return (await drafted(evidence)).analysis;
}
const ofService = /port|tenant|node|rights are given|accounts?\b|installation/;

describe('The trust risks', () => {
  it('of a library name nothing that only a running service can lack', async () => {
    const { trustRisks, pocChecklist, limitations, scenarios, trust } = await sectionsOf('framework');
    for (const { risk } of trustRisks) expect(risk.text).not.toMatch(ofService);
    const tests = pocChecklist.map(({ test }) => test).join(' ');
    expect(tests).not.toMatch(/Kill the node|Cut the network|Triple the load|two tenants/);
    expect(limitations.map(({ text }) => text).join(' ')).not.toMatch(/authentication|highly available/);
    expect(scenarios.map(({ scenario }) => scenario.text).join(' ')).not.toMatch(/shared installation|loss of a node/);
    expect(trust.map(({ text }) => text).join(' ')).not.toMatch(/authentication|gateway|roles|tenant/);
    expect(new Set(pocChecklist.map(({ week }) => week))).toEqual(new Set([1, 2]));
  });

  const defined = (text: string) => ({ facts: [{ kind: 'definition' as const, name: '', text }] });

  it.each([
    'Brook is a language for writing authorization policies.',
    'Brook is an open-source library that decides in the process of its caller.',
    'Brook is a simple yet expressive policy language, made for services.',
  ])('of what calls itself no server are those of a library, whoever entered it as a product: %s', async (text) => {
    const said = await sectionsOf('product', defined(text));
    for (const { risk } of said.trustRisks) expect(risk.text).not.toMatch(ofService);
    expect(said.limitations.map((claim) => claim.text).join(' ')).not.toMatch(/authentication|highly available/);
    expect(said.pocChecklist.map(({ test }) => test).join(' ')).not.toMatch(/Kill the node/);
  });

  it('of what nobody says the kind of name nothing that only a running service can lack', async () => {
    const { trustRisks } = await sectionsOf('product', defined('Brook is a simple way to answer who may do what.'));
    for (const { risk } of trustRisks) expect(risk.text).not.toMatch(ofService);
  });

  it('of what has callers of its own do, whatever its pages call it', async () => {
    const { trustRisks } = await sectionsOf('product', { met: ['permitted.authentication'] });
    expect(trustRisks.map(({ risk }) => risk.text).join(' ')).toMatch(ofService);
  });

  it.each([
    'Brook is a policy server for many applications.',
    'Brook is an open-source platform built on a policy language.',
  ])('of what calls itself a service do: %s', async (text) => {
    const { trustRisks } = await sectionsOf('product', defined(text));
    expect(trustRisks.map(({ risk }) => risk.text).join(' ')).toMatch(ofService);
  });

  it('of what a person entered as a service do, whatever its pages call it', async () => {
    const { trustRisks } = await sectionsOf('cloud-service', defined('Brook is a policy language.'));
    expect(trustRisks.map(({ risk }) => risk.text).join(' ')).toMatch(ofService);
  });

  it('of an engine that rules say nothing of answers that are ranked or of data that is wrong', async () => {
    const { trustRisks, pocChecklist, limitations } = await sectionsOf('framework');
    const said = [...trustRisks.map(({ risk }) => risk.text), ...limitations.map(({ text }) => text)].join(' ');
    expect(said).not.toMatch(/drift|feedback captured|quality of data|business words/);
    expect(pocChecklist.map(({ test }) => test).join(' ')).not.toMatch(/shifted|wrong (?:or shifted|records)/);
  });

  it('of a library are followed by nothing to watch that only a service has', async () => {
    const met = ['permitted.authentication', 'transparent.open'];
    const watched = async (entryType: EntryType) =>
      (await sectionsOf(entryType, { met })).watchFor.map(({ signal }) => signal.text).join(' ');
    expect(await watched('product')).toMatch(/open ports/);
    expect(await watched('framework')).not.toMatch(/open ports/);
  });

  it('of a service do', async () => {
    const { trustRisks, pocChecklist } = await sectionsOf('self-hosted-open-source');
    expect(trustRisks.map(({ risk }) => risk.text).join(' ')).toMatch(ofService);
    expect(pocChecklist.map(({ test }) => test).join(' ')).toMatch(/Kill the node/);
  });

  it('of a library stand where a quote speaks against a thing', async () => {
    const { trustRisks } = await sectionsOf('framework', { met: all, denied: ['permitted.authentication'] });
    const roles = ['permitted.roles'];
    const denied = await sectionsOf('framework', { met: all.filter((id) => !roles.includes(id)), denied: roles });
    expect(trustRisks[0]?.risk.text).not.toMatch(/speaks against/);
    expect(denied.trustRisks[0]?.risk).toMatchObject({ kind: 'cited' });
    expect(denied.trustRisks[0]?.risk.text).toMatch(/^Brook’s documentation speaks against permissions through roles/);
  });

  it('say of an absence what was looked for, and what follows only if nothing is there', async () => {
    const { trustRisks } = await sectionsOf('self-hosted-open-source');
    for (const { risk } of trustRisks) {
      expect(risk.kind).toBe('absence');
      expect(risk.text).toMatch(/^The pages read of Brook show no .+; without any, /);
    }
  });

  it('tell of what is shown in part which part that is, and are left out where no words tell', async () => {
    const evidence = inventedEvidence(rubric, {
      met: all.filter((id) => id !== 'permitted.authentication'),
      hedged: ['permitted.authentication'],
    });
    const [quote] = evidence.checks.find(({ check }) => check === 'permitted.authentication')?.quotes ?? [];
    if (!quote) throw new Error('no hedged quote was invented');
    quote.found = 'preview for its operators';
    const [first] = (await drafted(evidence)).analysis.trustRisks;
    expect(first?.risk.text).toMatch(
      /^Of authentication of callers, Brook documents only “.*preview for its operators.*”; beyond that, /,
    );
    expect(first?.risk.citations.length).toBeGreaterThan(0);
    quote.found = 'Preview';
    quote.citation.quote = 'Preview: see what your callers may do below';
    expect((await drafted(evidence)).analysis.trustRisks[0]?.risk.text).not.toMatch(/authentication/);
  });
});
