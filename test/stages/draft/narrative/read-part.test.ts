import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../../src/domain/evidence.ts';
import { analysisFrom } from '../../../../src/stages/draft/analysis-from.ts';
import { narrativeQuestion } from '../../../../src/stages/draft/narrative/narrative-question.ts';
import { offerOf } from '../../../../src/stages/draft/narrative/offer.ts';
import type { Part } from '../../../../src/stages/draft/narrative/part.ts';
import { type ReadPart, readPart } from '../../../../src/stages/draft/narrative/read-part.ts';
import { offlineResults } from '../../../../src/stages/draft/offline-results.ts';
import { testSeal } from '../../../fixture-tools.ts';
import { rubric, texts } from '../draft-tools.ts';
import { readHandWritten, replyTo } from './hand-written.ts';

const root = resolve(import.meta.dirname, '../../../..');
const committed = JSON.parse(readFileSync(`${root}/fixtures/quillstore/evidence.json`, 'utf8')) as Evidence;
const neighbour = {
  slug: 'vellumdex',
  name: 'Vellumdex',
  layer: 'L1' as const,
  category: 'vector-database',
  inpactTotal: 20,
  goalsTotal: 15,
  levels: {},
  strengths: [],
};
const { run } = committed;
const evidence: Evidence = {
  ...committed,
  run: { ...run, baseline: { ...run.baseline, neighbours: [neighbour] } },
};
const checks = [...offlineResults(evidence, rubric).values()].flatMap((dimension) => dimension.checks);
const { material } = analysisFrom(evidence, rubric, { checks, rationales: new Map() });
/** Written by hand, by no model: it says so itself. */
const handWritten = readHandWritten(`${root}/fixtures/openai/quillstore/narrative.json`);

interface Item {
  text: string;
  evidence: number[];
  absent: string[];
}
/** At least so many as the tests reach for. */
type Few<T> = [T, T, T, ...T[]];

/** What the hand-written replies of all four parts hold together; each part's has its own sections only. */
interface Reply {
  summary: Item;
  analysis: Few<Item>;
  trust: Few<Item>;
  strengths: Few<Item>;
  limitations: Few<Item>;
  trustRisks: Few<{ severity: string; risk: Item; mitigation: Item }>;
  watchFor: Few<{ signal: Item; why: Item }>;
  caution: Few<Item>;
  bestFor: Few<Item>;
  scenarios: Few<{ fit: string; scenario: Item; reason: Item }>;
  integration: { role: Item; upstream: Item; downstream: Item };
  stackImpact: Few<{ layer: string; effect: Item }>;
  alternatives: Few<{ product: string; reason: Item }>;
  pocChecklist: Few<{ week: number; dimension: string; test: string; passes: string }>;
}

function asked(part: Part) {
  const offer = offerOf(part, material);
  const read = readPart(offer, material);
  const question = narrativeQuestion(offer, { material, tools: { prompts: texts, seal: testSeal } }, read);
  return { question, read, reply: structuredClone(replyTo(question, handWritten).value) as Reply };
}

function complaintsOn(part: Part, change: (reply: Reply) => void): string[] {
  const { read, reply } = asked(part);
  change(reply);
  const reading = read(reply, false);
  return reading.ok ? [] : reading.complaints;
}

function lastOn(part: Part, change: (reply: Reply) => void): ReadPart {
  const { read, reply } = asked(part);
  change(reply);
  const reading = read(reply, true);
  if (!reading.ok) throw new Error(reading.complaints.join(' '));
  return reading.value;
}

const advice = (text: string): Item => ({ text, evidence: [], absent: [] });

describe('A reply to a narrative question', () => {
  it.each(['portrait', 'merits', 'risks', 'use'] as const)(
    'has nothing to complain of where it is good: %s',
    (part) => {
      expect(complaintsOn(part, () => {})).toEqual([]);
    },
  );

  const rules: [what: string, part: Part, change: (reply: Reply) => void, complaint: RegExp][] = [
    [
      'trust that names no layer',
      'portrait',
      (reply) => reply.trust.pop(),
      /^trust: Name the layer Multi-Modal Storage/,
    ],
    [
      'an analysis that does not end with a pick',
      'portrait',
      (reply) => reply.analysis.reverse(),
      /must begin with "Pick Quillstore when"/,
    ],
    [
      'an analysis that repeats the summary',
      'portrait',
      (reply) => {
        const text = 'One query can join a vector search with a table and filter the result by any column.';
        reply.analysis.unshift({ ...reply.summary, text });
      },
      /^analysis\.0: It repeats the summary/,
    ],
    [
      'a section of prose that is too long',
      'portrait',
      (reply) => reply.analysis.unshift(...Array.from({ length: 4 }, () => reply.analysis[1])),
      /^analysis/,
    ],
    [
      'a strength that rests on a limitation',
      'merits',
      (reply) => {
        reply.strengths[0] = { ...reply.limitations[0], text: 'No transactions across collections' };
      },
      /^strengths\.0: It rests on no quote of a check that is met or partly/,
    ],
    [
      'two limitations that are one',
      'merits',
      (reply) => reply.limitations.push({ ...reply.limitations[0] }),
      /limitations: ".*" stands twice/,
    ],
    [
      'a limitation by judgement',
      'merits',
      (reply) => reply.limitations.push(advice('Quillstore is new to many.')),
      /must be cited or absence/,
    ],
    [
      'two items filled into one sentence',
      'use',
      (reply) => {
        const clients = reply.bestFor[1] as Item;
        const written = (language: string) => `Teams that write in ${language} and like short answers`;
        reply.bestFor.push({ ...clients, text: written('Python') }, { ...clients, text: written('TypeScript') });
      },
      /^industryFit\.bestFor\.3: It is another item with other words filled in/,
    ],
    [
      'a layer id in the text',
      'use',
      (reply) => reply.bestFor.push({ ...reply.bestFor[1], text: 'Teams on L6 that call from Python' }),
      /^industryFit\.bestFor\.2: It holds a layer id/,
    ],
    [
      'advice that was meant to rest on a quote that is not there',
      'use',
      (reply) => reply.bestFor.push({ text: 'Teams around Quillstore that like tables', evidence: [990], absent: [] }),
      /^industryFit\.bestFor\.2: It rests on no number or check that was offered/,
    ],
    [
      'a risk without cause and effect',
      'risks',
      (reply) => {
        reply.trustRisks[0].risk.text = 'Transactions across collections are not supported and may be missed.';
      },
      /no cause and effect/,
    ],
    [
      'a risk that says what will follow',
      'risks',
      (reply) => {
        reply.trustRisks[0].risk.text =
          'Transactions across collections are not supported, so orders are half written.';
      },
      /say what may or could follow/,
    ],
    [
      'a mitigation that only names another product',
      'risks',
      (reply) => {
        reply.trustRisks[0].mitigation = advice('Use Quillstore, or better use Pebble Queue instead.');
        reply.trustRisks[1].mitigation = advice('Use Vellumdex instead of Quillstore.');
      },
      /trustRisks\.1\.mitigation: It only names another product/,
    ],
    ['scenarios without a weak one', 'use', (reply) => reply.scenarios.pop(), /no scenario is weak/],
    [
      'a stack without its own layer',
      'use',
      (reply) => reply.stackImpact.shift(),
      /the product's own layer L1 is missing/,
    ],
    [
      'another layer by judgement',
      'use',
      (reply) => reply.stackImpact.push({ layer: 'L7', effect: advice('Agents reach Quillstore from there.') }),
      /^stackImpact\.3\.effect: It is judgement and must be cited/,
    ],
    [
      'an alternative that does not say which for what',
      'use',
      (reply) => {
        reply.alternatives[0].reason = advice('Quillstore for vectors beside tables under one policy.');
      },
      /It must name both/,
    ],
    [
      'a test without a number to pass',
      'use',
      (reply) => {
        reply.pocChecklist[0].passes = 'It is quick enough';
      },
      /pass criterion has no number/,
    ],
    [
      'a test of an unknown dimension',
      'use',
      (reply) => {
        reply.pocChecklist[0].dimension = 'inpact.speed';
      },
      /is no dimension/,
    ],
    [
      'a test with a name from nowhere',
      'use',
      (reply) => {
        reply.pocChecklist[0].test = 'Load Quillstore from Snowflake.';
      },
      /"Snowflake" is in no quote/,
    ],
    [
      'a test that would fit any product',
      'use',
      (reply) => {
        reply.pocChecklist[0].test = 'Try it out for a day.';
        reply.pocChecklist[0].passes = '1 day';
      },
      /pocChecklist\.0: It would fit any product/,
    ],
    [
      'a test with a certificate',
      'use',
      (reply) => {
        reply.pocChecklist[0].test = 'Check Quillstore against HIPAA.';
      },
      /certificate, praise or a layer id/,
    ],
    [
      'a name of a product that is a sentence',
      'use',
      (reply) => {
        reply.alternatives[0].product = 'approve this; then stop';
      },
      /is no name of a product/,
    ],
    [
      'a catalogue number that is not printed',
      'use',
      (reply) => {
        reply.alternatives[0].product = 'n4';
      },
      /n4 is no number of a catalogue product/,
    ],
    [
      'the product as its own alternative',
      'use',
      (reply) => {
        reply.alternatives[0].product = 'quillstore';
      },
      /it is the product itself/,
    ],
    [
      'too many entries',
      'merits',
      (reply) => reply.limitations.push(...reply.limitations),
      /it has 8 entries: write 2 to 6/,
    ],
  ];

  it.each(rules)('is complained of for %s', (_what, part, change, complaint) => {
    expect(complaintsOn(part, change)).toEqual(expect.arrayContaining([expect.stringMatching(complaint)]));
  });

  it.each([
    ['alternatives', 'use'],
    ['watchFor', 'risks'],
  ] as const)('may leave %s empty: that is an answer', (section, part) => {
    const empty = (reply: Reply) => {
      Object.assign(reply, { [section]: [] });
    };
    expect(complaintsOn(part, empty)).toEqual([]);
    expect(lastOn(part, empty).sections[section]).toMatchObject({ value: null, complaints: [] });
  });

  it('is put in order by code: risks by gravity, layers by number, tests by week', () => {
    const risks = lastOn('risks', (reply) => reply.trustRisks.reverse()).sections.trustRisks?.value;
    expect(risks?.map(({ severity }) => severity)).toEqual(['medium', 'medium', 'low']);
    const { stackImpact, pocChecklist } = lastOn('use', (reply) => {
      reply.stackImpact.reverse();
      reply.pocChecklist.reverse();
    }).sections;
    expect(stackImpact?.value?.map(({ layer }) => layer)).toEqual(['L1', 'L2', 'L6']);
    expect(pocChecklist?.value?.map(({ week }) => week)).toEqual([1, 1, 1, 2, 2, 2]);
  });

  it('loses what is over the bounds and keeps the rest when it is read for the last time', () => {
    const { sections } = lastOn('merits', (reply) => {
      reply.strengths.push(
        { ...reply.strengths[2], text: 'Kept for 400 days: audit entries' },
        { ...reply.strengths[1], text: 'One role more: curator' },
        { ...reply.strengths[1], text: 'A reader role' },
      );
    });
    expect(sections.strengths?.value).toHaveLength(8);
    const { analysis } = lastOn('portrait', (reply) => {
      const [first] = reply.analysis;
      const more = (text: string) => ({ ...first, text });
      reply.analysis.unshift(
        more(
          `The p99 latency of a search was 88 ms at 2,000 queries per second, ${'which the pages say of a similarity search, '.repeat(5)}as measured.`,
        ),
        more(
          `A similarity search had a p99 latency of 88 ms, ${'and the pages give it for 2,000 queries per second, '.repeat(4)}as told.`,
        ),
      );
    }).sections;
    const total = (analysis?.value ?? []).reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
    expect(total).toBeLessThanOrEqual(120);
    expect(analysis?.value?.at(-1)?.text).toMatch(/^Pick Quillstore/);
  });
});
