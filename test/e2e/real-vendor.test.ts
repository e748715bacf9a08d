import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citationsOf } from '../../src/actions/verify-analysis.ts';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { Analysis, type Claim } from '../../src/domain/analysis.ts';
import { lint } from '../../src/domain/lint.ts';
import { assay, temporaryFolder } from '../cli/run-assay.ts';

const root = join(import.meta.dirname, '..', '..');
const shared = join(root, '..', 'shared');
const docs = join(shared, 'vendor-docs', 'kserve');
const serve = join(shared, 'tools', 'serve-vendor-docs.mjs');
const present = existsSync(docs) && existsSync(serve);
if (!present) console.warn('The real vendor documentation is not here: its test is skipped.');

const chrome = /We use cookies|Was this page helpful|All trademarks are/;

describe.skipIf(!present)('Real documentation, served as a web site', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let analysis: Analysis;
  let data: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    data = join(folder.path, 'data');
    const site = spawn(process.execPath, [serve, docs, '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const address = await new Promise<string>((ready, failed) => {
        let said = '';
        site.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
          if (found) ready(found);
        });
        site.once('exit', (code) => failed(new Error(`the site ended with ${code}`)));
      });
      const args = ['analyse', `${address}/`, '--name', 'KServe', '--layer', 'L4', '--offline', '--json'];
      const end = await assay(args, { data, env: { ASSAY_ALLOW_HOSTS: new URL(address).host } });
      if (end.code !== 0) throw new Error(end.stderr);
      analysis = Analysis.parse(JSON.parse(end.stdout));
    } finally {
      site.kill();
    }
  });
  afterAll(() => folder?.remove());

  it('is analysed with every quote standing in its stored page, and none out of the page’s frame', async () => {
    const { store, close } = await openStore({ dataFolder: data, databaseUrl: null });
    const wrong: string[] = [];
    const citations = citationsOf(analysis);
    for (const { target, citation } of citations) {
      const bytes = await store.bodies.read(citation.textDigest);
      const text = new TextDecoder().decode(bytes ?? new Uint8Array());
      if (text.slice(citation.start, citation.end) !== citation.quote) wrong.push(`${target}: not in its page`);
      if (chrome.test(citation.quote)) wrong.push(`${target}: ${citation.quote}`);
    }
    await close();
    expect(wrong).toEqual([]);
    expect(citations.length).toBeGreaterThan(60);
  });

  it('passes the rules of publishing', async () => {
    const rubric = await readRubric(join(root, 'prompts', 'rubric'));
    expect(lint(analysis, rubric).filter(({ severity }) => severity === 'blocks')).toEqual([]);
    expect(analysis.flags.filter(({ severity }) => severity === 'blocks')).toEqual([]);
  });

  it('fills every section, or says in it what was searched in vain', () => {
    const { industryFit, integration } = analysis;
    const sections: Record<string, Claim[]> = {
      summary: [analysis.summary],
      analysis: analysis.analysis,
      trust: analysis.trust,
      strengths: analysis.strengths,
      limitations: analysis.limitations,
      bestFor: industryFit.bestFor,
      compliance: [industryFit.compliance],
      caution: industryFit.caution,
      integration: [integration.role, integration.upstream, integration.downstream],
      trustRisks: analysis.trustRisks.flatMap(({ risk, mitigation }) => [risk, mitigation]),
      scenarios: analysis.scenarios.flatMap(({ scenario, reason }) => [scenario, reason]),
      stackImpact: analysis.stackImpact.map(({ effect }) => effect),
    };
    for (const [name, claims] of Object.entries(sections)) {
      expect(claims.length, name).toBeGreaterThan(0);
      for (const claim of claims) {
        expect(claim.text.trim(), name).not.toBe('');
        if (claim.kind === 'cited') expect(claim.citations.length, `${name}: ${claim.text}`).toBeGreaterThan(0);
        if (claim.kind === 'absence') expect(claim.searched.length, `${name}: ${claim.text}`).toBeGreaterThan(0);
      }
    }
    expect(analysis.pocChecklist.length).toBeGreaterThanOrEqual(4);
    expect(analysis.contexts).toHaveLength(6);
  });
});
