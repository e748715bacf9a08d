import { describe, expect, it } from 'vitest';
import type { Corpus } from '../../../../src/domain/corpus.ts';
import type { Evidence } from '../../../../src/domain/evidence.ts';
import { verifyCitation } from '../../../../src/domain/quote-gate.ts';
import { rubricChecks } from '../../../../src/domain/rubric.ts';
import type { ModelQuestion, StageResult } from '../../../../src/ports.ts';
import { extractPassages } from '../../../../src/stages/extract/extract-passages.ts';
import { fetchVendor } from '../../../../src/stages/fetch/fetch-vendor.ts';
import { gatherEvidence } from '../../../../src/stages/gather/gather-evidence.ts';
import { aRun, aVendor } from '../../../contract/sample-records.ts';
import { fixtureTools } from '../../../fixture-tools.ts';
import { scriptedModel } from '../../../scripted-model.ts';
import { type Item, passagesIn } from './harvest-doubles.ts';

const tools = await fixtureTools();
const checkIds = rubricChecks(tools.rubric).map(({ check }) => check.id);
const corpus = await quillstore();

async function quillstore(): Promise<Corpus> {
  const vendor = aVendor({
    slug: 'quillstore',
    name: 'Quillstore',
    homepage: 'https://quillstore.example/',
    sources: ['https://docs.quillstore.example/'],
  });
  const snapshot = recordOf(await fetchVendor(aRun(vendor), tools));
  return recordOf(await extractPassages(snapshot, tools));
}

function recordOf<R>(result: StageResult<R>): R {
  if (result.kind !== 'record') throw new Error(result.reason);
  return result.record;
}

const texts = (question: ModelQuestion<unknown>) => [...passagesIn(question)];
/** The longest line of a passage: a sentence or more that stands there. */
const lineOf = (text: string) => [...text.split('\n')].sort((a, b) => b.length - a.length)[0] ?? '';
const item = (check: string, passage: number, quote: string): Item => ({ check, stance: 'supports', passage, quote });
const checkAt = (at: number) => checkIds[at % checkIds.length] ?? '';

/** True quotes, one of each third passage. */
const truths = (question: ModelQuestion<unknown>) =>
  texts(question).flatMap(([number, text], at) => (at % 3 === 0 ? [item(checkAt(at), number, lineOf(text))] : []));
/** Invented ones: true sentences with a word swapped, with a digit more, or said of another passage. */
const lies = (question: ModelQuestion<unknown>) =>
  texts(question).flatMap(([number, text], at) => {
    const line = lineOf(text);
    const swapped = line.replace(/\b(?:the|a|each|every)\b/i, 'all');
    const doctored = [
      swapped === line ? `Certainly, ${line}` : swapped,
      `${line} It is so 99 times.`,
      `Quillstore ${line}`,
    ];
    return [item(checkAt(at), number, doctored[at % 3] ?? '')];
  });

async function gathered(reply: (question: ModelQuestion<unknown>) => Item[]): Promise<Evidence> {
  const model = scriptedModel((question) => ({ value: { quotes: reply(question) } }));
  return recordOf(await gatherEvidence(corpus, { ...tools, model }));
}

async function standing(evidence: Evidence): Promise<{ quotes: number; broken: string[] }> {
  const those = evidence.checks.flatMap(({ quotes }) => quotes.filter(({ lane }) => lane === 'harvest'));
  const broken: string[] = [];
  for (const { citation } of those) {
    const [text, body] = await Promise.all([
      tools.bodies.read(citation.textDigest),
      tools.bodies.read(citation.pageDigest),
    ]);
    const checked = verifyCitation(citation, { text: text && new TextDecoder().decode(text), body });
    if (!checked.ok) broken.push(citation.quote);
  }
  return { quotes: those.length, broken };
}

const sum = (evidence: Evidence, of: 'proposed' | 'refused') =>
  (evidence.harvest?.parts ?? []).reduce((total, part) => total + part[of], 0);

describe('The pages of an invented product', () => {
  it('give what a model copied, every quote of which stands in the page as it was stored', async () => {
    const evidence = await gathered(truths);
    const { quotes, broken } = await standing(evidence);
    expect(quotes).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });

  it('give nothing of what a liar invents, and say how much that was', async () => {
    const evidence = await gathered(lies);
    expect(sum(evidence, 'proposed')).toBeGreaterThan(60);
    expect(sum(evidence, 'refused')).toBe(sum(evidence, 'proposed'));
    expect(evidence.harvest?.parts.map(({ outcome }) => outcome)).not.toContain('read');
    expect(await standing(evidence)).toEqual({ quotes: 0, broken: [] });
    const without = recordOf(await gatherEvidence(corpus, { ...tools, model: null }));
    expect(evidence.checks).toEqual(without.checks);
  });

  it('give the true part of a reply that is a lie here and there', async () => {
    const evidence = await gathered((question) => [
      ...truths(question),
      ...lies(question).slice(0, Math.floor(truths(question).length / 5)),
    ]);
    const honest = await standing(await gathered(truths));
    expect(evidence.harvest?.parts.map(({ outcome }) => outcome)).not.toContain('discarded');
    expect(sum(evidence, 'refused')).toBeGreaterThan(3);
    expect(await standing(evidence)).toEqual(honest);
  });
});
