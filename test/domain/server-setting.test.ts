import { describe, expect, it } from 'vitest';
import { configFrom, settingNames } from '../../src/config.ts';
import { differingSettings } from '../../src/domain/server-setting.ts';

const canary = 'canary-7f3a';
const set = configFrom({
  OPENAI_API_KEY: canary,
  ASSAY_MODEL: 'm',
  ASSAY_MODEL_KEY: canary,
  DATABASE_URL: `postgres://assay:${canary}@db.internal:5432/assay?sslpassword=${canary}`,
  REDIS_URL: `rediss://:${canary}@redis.internal:6379`,
  OPENAI_BASE_URL: `https://user:${canary}@models.internal/v1`,
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://traces.internal:4318/#${canary}`,
  ASSAY_TOKEN: canary,
  ASSAY_FOUR_EYES: '1',
}).shown;
const shownValue = (name: string): string | undefined => set.find((setting) => setting.name === name)?.value;

describe('The settings as they are shown', () => {
  it('hold no key, password or token, and the rest of an address', () => {
    expect(JSON.stringify(set)).not.toContain(canary);
    expect(shownValue('OPENAI_API_KEY')).toBe('set');
    expect(shownValue('DATABASE_URL')).toBe('postgres://db.internal:5432/assay');
    expect(shownValue('OPENAI_BASE_URL')).toBe('https://models.internal/v1');
  });

  it('say where each comes from, and what holds where it is not set', () => {
    expect(set.find(({ name }) => name === 'ASSAY_FOUR_EYES')).toEqual({
      name: 'ASSAY_FOUR_EYES',
      value: '1',
      from: 'environment',
    });
    const flagged = configFrom({ ASSAY_PORT: '1', ASSAY_CONTACT: 'x' }, (name) =>
      name === 'ASSAY_PORT' ? 'command' : '.env',
    ).shown;
    expect(flagged.filter(({ from }) => from !== 'default').map(({ name, from }) => [name, from])).toEqual([
      ['ASSAY_PORT', 'command'],
      ['ASSAY_CONTACT', '.env'],
    ]);
    expect(configFrom({}).shown.find(({ name }) => name === 'ASSAY_BUDGET_DAY_USD')).toEqual({
      name: 'ASSAY_BUDGET_DAY_USD',
      value: String(configFrom({}).caps.dayUsd),
      from: 'default',
    });
  });

  it('are every setting there is but those of the command line alone', () => {
    const left = settingNames.filter((name) => !set.some((setting) => setting.name === name));
    expect(left).toEqual(['ASSAY_URL', 'ASSAY_TOKEN', 'NO_COLOR']);
  });

  it('of two processes differ where results would, and not where each merely stands', () => {
    const one = configFrom({ ASSAY_PORT: '1', OPENAI_API_KEY: 'a' }).shown;
    expect(differingSettings(one, configFrom({ ASSAY_PORT: '2', OPENAI_API_KEY: 'b' }).shown)).toEqual([]);
    expect(differingSettings(one, configFrom({}).shown)).toEqual([
      { name: 'OPENAI_API_KEY', one: 'set', other: 'not set' },
    ]);
  });
});
