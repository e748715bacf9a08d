import { describe, expect, it } from 'vitest';
import { configFrom } from '../src/config.ts';

const models = (given: Record<string, string>) => configFrom(given).model;

describe('The settings of the model', () => {
  it('leave the analyst offline where nothing is set, or only what no model needs', () => {
    expect(models({})).toBeNull();
    expect(models({ OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' })).toBeNull();
    expect(models({ ANTHROPIC_API_KEY: 'k' })).toBeNull();
    expect(models({ OPENAI_API_KEY: '', ASSAY_MODEL: '' })).toBeNull();
  });

  it('take the usual model where there is only a key', () => {
    expect(models({ OPENAI_API_KEY: 'k' })).toEqual({ key: 'k', baseUrl: null, name: 'gpt-4.1-mini' });
  });

  it('take a server of one’s own without a key', () => {
    const given = { ASSAY_MODEL: 'llama3.1:8b', OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
    expect(models(given)).toEqual({ key: null, baseUrl: 'http://127.0.0.1:11434/v1', name: 'llama3.1:8b' });
  });

  it('send a server that has a key of its own no key of OpenAI', () => {
    const given = { ASSAY_MODEL: 'llama3.1:8b', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', OPENAI_API_KEY: 'of-openai' };
    expect(models({ ...given, ASSAY_MODEL_KEY: 'of-the-server' })?.key).toBe('of-the-server');
    expect(models(given)?.key).toBe('of-openai');
  });

  it('take the key of another provider from its own variable, or from ours first', () => {
    const given = { ASSAY_MODEL: 'anthropic:claude-sonnet-4-5', ANTHROPIC_API_KEY: 'theirs', OPENAI_API_KEY: 'other' };
    expect(models(given)?.key).toBe('theirs');
    expect(models({ ...given, ASSAY_MODEL_KEY: 'ours' })?.key).toBe('ours');
    expect(models({ ASSAY_MODEL: 'ollama:llama3.1' })?.key).toBeNull();
  });

  it('know the address that LangChain’s class for OpenAI takes from the same variable, and give it to no other', () => {
    const given = { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', ASSAY_MODEL_KEY: 'k' };
    expect(models({ ...given, ASSAY_MODEL: 'openai:gpt-4.1' })?.baseUrl).toBe(given.OPENAI_BASE_URL);
    expect(models({ ...given, ASSAY_MODEL: 'anthropic:x' })?.baseUrl).toBeNull();
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a model without key or address', { ASSAY_MODEL: 'gpt-4.1' }, /set OPENAI_API_KEY, or OPENAI_BASE_URL/],
    ['a provider without its key', { ASSAY_MODEL: 'anthropic:x' }, /set ASSAY_MODEL_KEY or ANTHROPIC_API_KEY/],
    ['a provider without a model', { ASSAY_MODEL: 'anthropic:', ASSAY_MODEL_KEY: 'k' }, /name is missing/],
    ['a key without a model', { ASSAY_MODEL_KEY: 'k' }, /ASSAY_MODEL_KEY is set without ASSAY_MODEL/],
    ['a key that is a placeholder', { OPENAI_API_KEY: 'sk-…' }, /OPENAI_API_KEY: holds characters that no key has/],
    ['a key in two parts', { ASSAY_MODEL: 'x', ASSAY_MODEL_KEY: 'sk 1' }, /ASSAY_MODEL_KEY: holds characters/],
    [
      'a provider’s own key that is none',
      { ASSAY_MODEL: 'anthropic:x', ANTHROPIC_API_KEY: 'sk-…' },
      /ANTHROPIC_API_KEY: holds characters/,
    ],
    ['a cap that is no amount', { ASSAY_BUDGET_RUN_USD: 'much' }, /ASSAY_BUDGET_RUN_USD: must be an amount/],
    ['a cap of nothing', { ASSAY_BUDGET_DAY_USD: '0' }, /ASSAY_BUDGET_DAY_USD: must be above 0/],
    ['a cap below zero', { ASSAY_BUDGET_CALL_USD: '-1' }, /ASSAY_BUDGET_CALL_USD/],
    ['tokens that are no whole number', { ASSAY_BUDGET_RUN_TOKENS: '1.5' }, /ASSAY_BUDGET_RUN_TOKENS/],
    ['a collector that is no address', { OTEL_EXPORTER_OTLP_ENDPOINT: 'here' }, /OTEL_EXPORTER_OTLP_ENDPOINT/],
  ])('refuse %s, and name the setting', (_what, given, said) => {
    expect(() => configFrom(given)).toThrow(said);
  });

  it('cap a run at five dollars and a day at twenty-five unless told otherwise', () => {
    const usual = { callUsd: null, runUsd: 5, dayUsd: 25, totalUsd: null, runTokens: null };
    expect(configFrom({}).caps).toEqual(usual);
    const given = { ASSAY_BUDGET_RUN_USD: '0.5', ASSAY_BUDGET_DAY_USD: 'none', ASSAY_BUDGET_RUN_TOKENS: '90000' };
    expect(configFrom(given).caps).toEqual({ ...usual, runUsd: 0.5, dayUsd: null, runTokens: 90_000 });
  });
});
