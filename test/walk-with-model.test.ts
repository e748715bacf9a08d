import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentDigest } from '../src/domain/analysis.ts';
import type { Corpus } from '../src/domain/corpus.ts';
import type { Draft } from '../src/domain/draft.ts';
import type { Evidence } from '../src/domain/evidence.ts';
import type { Run } from '../src/domain/run.ts';
import type { ModelQuestion, StageResult } from '../src/ports.ts';
import { draftAnalysis } from '../src/stages/draft/draft-analysis.ts';
import { extractPassages } from '../src/stages/extract/extract-passages.ts';
import { fetchVendor } from '../src/stages/fetch/fetch-vendor.ts';
import { gatherEvidence } from '../src/stages/gather/gather-evidence.ts';
import { fixtureTools } from './fixture-tools.ts';
import { scriptedModel } from './scripted-model.ts';
import { readHandWritten, replyTo } from './stages/draft/narrative/hand-written.ts';
import { offlineJudge } from './stages/draft/narrative/offline-judge.ts';

/**
 * Each invented vendor goes from its corpus to a draft with replies that were written by hand, by no model. After a
 * wanted change: `ASSAY_UPDATE=1 npx vitest run test/walk-with-model.test.ts`, then read the difference.
 */
const fixtures = join(import.meta.dirname, '..', 'fixtures');

interface HarvestReplies {
  note: string;
  quotes: { check: string; stance: string; quote: string }[];
}

interface JudgeReplies {
  note: string;
  dimensions: Record<string, Judged | undefined>;
}

interface Judged {
  checks: { check: string; decision: string; why: string; rests: string[] }[];
  whyNotLower: { text: string; rests: string[] };
  whyNotHigher: { text: string; rests: string[] };
}

/** The number printed before the line that holds some words; further lines of a passage carry its number too. */
function numbersIn(user: string, words: readonly string[]): number[] {
  let number = 0;
  const lines = user.split('\n').flatMap((line) => {
    const start = /^\[(\d+)\]/.exec(line)?.[1];
    if (start !== undefined) number = Number(start);
    return line.includes('¦ ') && number > 0 ? [{ number, line }] : [];
  });
  return words.flatMap((each) => lines.find(({ line }) => line.includes(each))?.number ?? []);
}

function harvested({ user }: ModelQuestion<unknown>, { quotes }: HarvestReplies) {
  return {
    quotes: quotes.flatMap(({ quote, ...item }) => {
      // One of them is invented: a model may well give it a passage of its own choosing.
      const [passage = 1] = numbersIn(user, [quote]);
      return [{ ...item, passage, quote }];
    }),
  };
}

function judged({ user }: ModelQuestion<unknown>, { checks, whyNotLower, whyNotHigher }: Judged) {
  const side = ({ text, rests }: Judged['whyNotLower']) => ({ text, evidence: numbersIn(user, rests) });
  return {
    checks: checks.map(({ rests, ...check }) => ({ ...check, evidence: numbersIn(user, rests) })),
    whyNotLower: side(whyNotLower),
    whyNotHigher: side(whyNotHigher),
  };
}

describe.each(['quillstore', 'murmurgate'])('The invented vendor %s with replies written by hand', (vendor) => {
  const replies = <T>(task: string) =>
    JSON.parse(readFileSync(join(fixtures, 'openai', vendor, `${task}.json`), 'utf8')) as T;

  async function walked(turned = false): Promise<{ evidence: Evidence; draft: Draft; lost: string[] }> {
    const committed = <R>(kind: string) =>
      JSON.parse(readFileSync(join(fixtures, vendor, `${kind}.json`), 'utf8')) as R;
    const base = await fixtureTools();
    // The stored texts that quotes are held against.
    const snapshot = await fetchVendor(committed<Run>('run'), base);
    if (snapshot.kind === 'record') await extractPassages(snapshot.record, base);
    const [harvest, judge] = [replies<HarvestReplies>('harvest'), replies<JudgeReplies>('judge')];
    const written = readHandWritten(join(fixtures, 'openai', vendor, 'narrative.json'));
    const lost: string[] = [];
    let fallback: ReturnType<typeof offlineJudge> | null = null;
    const model = scriptedModel(async (question) => {
      // Replies that come in another order must not show.
      if (turned) await new Promise((done) => setTimeout(done, (question.user.length * 7) % 13));
      if (question.task === 'harvest') return { value: harvested(question, harvest) };
      if (question.task === 'narrative') {
        const reply = replyTo(question, written);
        lost.push(...reply.lost);
        return { value: reply.value };
      }
      const own = judge.dimensions[question.subject];
      return { value: own ? judged(question, own) : fallback?.(question) };
    });
    const tools = { ...base, model, lastTry: true, producer: { ...base.producer, analyst: model.id } };
    const evidence = recordOf(await gatherEvidence(committed<Corpus>('corpus'), tools));
    fallback = offlineJudge(evidence, base.rubric);
    return { evidence, draft: recordOf(await draftAnalysis(evidence, tools)), lost };
  }

  it('has replies that say that no model wrote them', () => {
    for (const task of ['harvest', 'judge', 'narrative']) {
      expect(replies<{ note: string }>(task).note).toMatch(/No model wrote/);
    }
  });

  it('is drafted into the committed draft, with harvested quotes in its decisions and prose by the double', async () => {
    const { evidence, draft, lost } = await walked();
    const file = join(fixtures, 'openai', vendor, 'draft.json');
    if (process.env.ASSAY_UPDATE === '1') writeFileSync(file, `${JSON.stringify(draft, null, 1)}\n`);
    if (!existsSync(file)) throw new Error(`${file} is missing: make it with ASSAY_UPDATE=1`);
    expect(draft).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    expect(lost).toEqual([]);
    expect(evidence.checks.flatMap(({ quotes }) => quotes).some(({ lane }) => lane === 'harvest')).toBe(true);
    expect(draft.analysis.summary.origin).toBe('model');
    expect(draft.analysis.flags.filter(({ severity }) => severity === 'blocks')).toEqual([]);
    expect(draft.analysis.usage.modelCalls).toBeGreaterThan(5);
  });

  it('never quotes what the double invented', async () => {
    const invented = 'answers every question in plain English by itself';
    expect(JSON.stringify((await walked()).draft.analysis)).not.toContain(invented);
  });

  it('comes out the same whatever order the replies come in', async () => {
    const [straight, turned] = [await walked(), await walked(true)];
    expect(turned.draft.contentDigest).toBe(straight.draft.contentDigest);
    expect(contentDigest(turned.draft.analysis)).toBe(turned.draft.contentDigest);
  });
});

function recordOf<R>(result: StageResult<R>): R {
  if (result.kind !== 'record') throw new Error(`The stage ended the run: ${result.reason}`);
  return result.record;
}
