import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openModel } from '../../../src/adapters/model/open-model.ts';
import { PipelineError } from '../../../src/errors.ts';
import type { Model, ModelOutcome } from '../../../src/ports.ts';
import { judgeQuestion } from '../../../src/stages/draft/judge-request.ts';
import { type ReceivedCall, type ScriptedServer, scriptedServer } from '../../adapters/model/scripted-server.ts';
import { drafted, rubric } from './draft-tools.ts';
import { inventedEvidence } from './invented-evidence.ts';

const permitted = rubric.inpact.dimensions[2];
if (!permitted) throw new Error('the rubric has no third dimension');
const ids = permitted.checks.map(({ id }) => id);
const evidence = () => inventedEvidence(rubric, { met: ['permitted.roles', 'permitted.authentication'] });

type Decision = { check: string; evidence: number[]; decision: string; why: string };
function reply(decisions: Partial<Record<string, Omit<Decision, 'check'>>>): string {
  const checks = ids.map((check) => ({
    check,
    ...(decisions[check] ?? { evidence: [], decision: 'no-evidence', why: 'Nothing.' }),
  }));
  return JSON.stringify({ checks, whyNotHigher: 'No record.', whyNotLower: 'Roles.' });
}

/** Gives the same outcome to every call. */
function model(outcome: (text: string) => ModelOutcome): Model & { asked: string[] } {
  const asked: string[] = [];
  return {
    id: 'scripted-1',
    asked,
    ask: (request) => {
      asked.push(request.user);
      return Promise.resolve(outcome(request.subject));
    },
  };
}

const usage = { inputTokens: 100, outputTokens: 20 };
const says = (text: string) => model(() => ({ kind: 'reply', text, usage, model: 'scripted-1', milliseconds: 1 }));

async function permittedBy(answering: Model) {
  const { analysis } = await drafted(evidence(), { model: answering });
  return {
    analysis,
    checks: analysis.frameworks.inpact.dimensions[2]?.checks ?? [],
    level: analysis.frameworks.inpact.dimensions[2]?.level,
  };
}

describe('A judge call', () => {
  it('decides by the quotes named, and computes the level itself', async () => {
    const answering = says(reply({ 'permitted.roles': { evidence: [2], decision: 'met', why: 'Roles are granted.' } }));
    const { checks, level, analysis } = await permittedBy(answering);
    expect(checks[1]).toMatchObject({ decision: 'met', why: 'Roles are granted.', offline: { decision: 'met' } });
    expect(checks[1]?.citations).toHaveLength(1);
    expect(level).toBe(1);
    expect(analysis.usage).toMatchObject({ modelCalls: 1, inputTokens: 100, outputTokens: 20, costUsd: null });
    expect(analysis.producer.analyst).toBe('scripted-1');
  });

  it('drops numbers that were not offered, and takes a met without a quote for no evidence', async () => {
    const { checks, analysis } = await permittedBy(
      says(
        reply({
          'permitted.roles': { evidence: [1, 99, -3], decision: 'met', why: 'Roles.' },
          'permitted.isolation': { evidence: [77], decision: 'met', why: 'Trust me.' },
          'permitted.attributes': { evidence: [], decision: 'contradicted', why: 'It says so.' },
        }),
      ),
    );
    expect(checks.map(({ decision }) => decision)).toEqual([
      'no-evidence',
      'met',
      'no-evidence',
      'no-evidence',
      'no-evidence',
      'no-evidence',
    ]);
    expect(checks[1]?.citations).toHaveLength(1);
    expect(analysis.flags.find(({ kind }) => kind === 'quote-refused')?.message).toContain('3 quote number(s)');
  });

  it('flags where the analysts disagree, and lets the offline one overrule nothing', async () => {
    const { checks, analysis } = await permittedBy(says(reply({})));
    expect(checks[0]).toMatchObject({ decision: 'no-evidence', offline: { decision: 'met' } });
    const flags = analysis.flags.filter(({ kind }) => kind === 'analysts-disagree').map(({ target }) => target);
    expect(flags).toEqual(['frameworks.inpact.dimensions.2.checks.0', 'frameworks.inpact.dimensions.2.checks.1']);
  });

  it.each<[string, ModelOutcome]>([
    ['a refusal', { kind: 'refusal', text: 'No.', usage, reason: 'The model refused to answer.' }],
    ['a truncated reply', { kind: 'truncated', text: '{', usage, reason: 'The reply ended at the token limit.' }],
    [
      'a provider that will not answer',
      { kind: 'unavailable', reason: 'The provider refused the key.', retryable: false },
    ],
    ['another shape', { kind: 'reply', text: '{"checks":[]}', usage, model: 'm', milliseconds: 1 }],
    [
      'an unknown decision',
      {
        kind: 'reply',
        text: reply({ 'permitted.roles': { evidence: [1], decision: 'level 6', why: '' } }),
        usage,
        model: 'm',
        milliseconds: 1,
      },
    ],
    [
      'a check decided twice',
      { kind: 'reply', text: reply({}).replace(ids[0] ?? '', ids[1] ?? ''), usage, model: 'm', milliseconds: 1 },
    ],
  ])('falls back to the offline decisions on %s, and says so', async (_name, outcome) => {
    const { checks, analysis } = await permittedBy(model(() => outcome));
    expect(checks.slice(0, 2).map(({ decision }) => decision)).toEqual(['met', 'met']);
    const flag = analysis.flags.find(
      ({ kind, target }) => kind === 'analysts-disagree' && target === 'frameworks.inpact.dimensions.2',
    );
    expect(flag?.message).toMatch(/decided by the offline analyst alone, because no valid reply of the model came: .+/);
  });

  it('leaves the stage to be tried again while the provider is away', async () => {
    const away = model(() => ({ kind: 'unavailable', reason: 'The connection failed.', retryable: true }));
    const error = await permittedBy(away).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(PipelineError);
    expect(error).toMatchObject({ code: 'model-unavailable', retryable: true, stage: 'draft' });
  });

  it.each(['SOC 2 certified roles.', 'The strongest roles.', 'Roles for 90000 callers.', 'Roles <b>here</b>.'])(
    'keeps the offline reason in place of "%s"',
    async (why) => {
      const { checks, analysis } = await permittedBy(
        says(reply({ 'permitted.roles': { evidence: [2], decision: 'met', why } })),
      );
      expect(checks[1]).toMatchObject({ decision: 'met', why: 'The documentation states it.' });
      expect(analysis.flags.filter(({ severity }) => severity === 'blocks')).toEqual([]);
    },
  );

  it('asks nothing about a dimension without quotes', async () => {
    const answering = says(reply({}));
    await drafted(evidence(), { model: answering });
    expect(answering.asked).toHaveLength(1);
  });
});

describe('The question', () => {
  const prompt =
    'System {{dimension}} {{asks}} {{checks}}\n=====\n{{delimiter}}\n{{quotes}}\n{{delimiter}} {{checkIds}}';
  const { vendor } = evidence().run;

  it('masks the product, numbers the quotes, and closes them with a digest of themselves', () => {
    const question = judgeQuestion(permitted, evidence().checks, { prompt, vendor });
    expect(question?.request.user).not.toMatch(/brook/i);
    expect(question?.request.user).toContain('[1] the product documents');
    expect(question?.request.user).toMatch(/^~~~[0-9a-f]{24}\n/);
    expect(question?.request.system).not.toContain('the product documents');
  });

  it('is the same for the same evidence, and its stable part the same for every product', () => {
    const one = judgeQuestion(permitted, evidence().checks, { prompt, vendor });
    const other = judgeQuestion(
      permitted,
      inventedEvidence(rubric, { met: ['permitted.attributes'], name: 'Delta' }).checks,
      {
        prompt,
        vendor: { ...vendor, name: 'Delta', slug: 'delta' },
      },
    );
    expect(judgeQuestion(permitted, evidence().checks, { prompt, vendor })).toEqual(one);
    expect(other?.request.system).toBe(one?.request.system);
    expect(other?.request.user).not.toBe(one?.request.user);
  });

  it('never offers a passage that speaks to a model', () => {
    const suspicious = evidence().checks.map((check) => ({
      ...check,
      quotes: check.quotes.map((quote) => ({ ...quote, flags: ['injection-suspect' as const] })),
    }));
    expect(judgeQuestion(permitted, suspicious, { prompt, vendor })).toBeNull();
  });
});

describe('One judge call from end to end', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
  });
  afterEach(() => server.close());

  it('goes through the port to a provider that accepts strict schemas only', async () => {
    const answer = (call: ReceivedCall) => {
      const number = Number(/\[(\d+)\][^\n]*roles module/.exec(call.user)?.[1]);
      return reply({ 'permitted.roles': { evidence: [number], decision: 'met', why: 'Roles are documented.' } });
    };
    server.enqueue({ do: 'answer-with', content: answer });
    const answering = openModel({ key: 'sk-test', baseUrl: server.baseUrl, name: 'scripted-1', version: '0.1.0' });
    const { checks } = await permittedBy(answering);
    expect(server.complaints).toEqual([]);
    expect(server.history).toHaveLength(1);
    expect(checks[1]).toMatchObject({ decision: 'met', why: 'Roles are documented.' });
    expect(checks[1]?.citations[0]?.quote).toContain('roles module');
  });
});
