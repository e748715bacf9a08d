import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analystSentence } from '../../../src/adapters/model/analyst-sentence.ts';
import { priceOf, readPrices } from '../../../src/adapters/model/read-prices.ts';
import { temporaryFolder } from '../../cli/run-assay.ts';
import { noCaps } from './opened-model.ts';

const prices = await readPrices(join(import.meta.dirname, '..', '..', '..', 'prompts', 'prices.yaml'));

describe('The prices', () => {
  it('each say the day they were looked up', () => {
    expect(Object.keys(prices).length).toBeGreaterThan(8);
    expect(Object.values(prices).every(({ asOf }) => /^20\d\d-\d\d-\d\d$/.test(asOf))).toBe(true);
  });

  it('are found by name, by the name of a dated version, and behind openai:', () => {
    const known = priceOf('gpt-4.1-mini', prices);
    expect(known).toMatchObject({ inputUsd: 0.4, outputUsd: 1.6 });
    expect(priceOf('gpt-4.1-mini-2025-04-14', prices)).toEqual(known);
    expect(priceOf('openai:gpt-4.1-mini', prices)).toEqual(known);
    expect(priceOf('anthropic:claude-sonnet-4-5-20250929', prices)).toMatchObject({ inputUsd: 3 });
  });

  it('of a dated version that costs more are its own', () => {
    expect(priceOf('gpt-4o-2024-05-13', prices)).toMatchObject({ inputUsd: 5, outputUsd: 15 });
    expect(priceOf('gpt-4o-2024-11-20', prices)).toEqual(priceOf('gpt-4o', prices));
  });

  it('are not guessed: another provider’s model of that name has none', () => {
    for (const name of ['groq:gpt-4.1-mini', 'claude-sonnet-4-5', 'gpt-4.1-mini-turbo', 'llama3.1:8b', 'constructor'])
      expect(priceOf(name, prices)).toBeNull();
  });

  it('are refused with the entry that is wrong', async () => {
    const folder = await temporaryFolder();
    const file = join(folder.path, 'prices.yaml');
    await writeFile(file, 'gpt-4.1: { inputUsd: cheap, outputUsd: 8, asOf: "2025-04-14" }\n');
    await expect(readPrices(file)).rejects.toThrow(/gpt-4\.1\.inputUsd/);
    await writeFile(file, '\tno yaml: [');
    await expect(readPrices(file)).rejects.toThrow(/the file/);
    await expect(readPrices(join(folder.path, 'none.yaml'))).rejects.toThrow(/cannot be read/);
    await folder.remove();
  });
});

describe('The sentence about the analyst', () => {
  it('names the model, where it is, its price with the day, and the caps', () => {
    const model = { name: 'gpt-4.1-mini', baseUrl: 'https://models.company.example/v1' };
    const said = analystSentence(model, priceOf('gpt-4.1-mini', prices), { ...noCaps, runUsd: 5, dayUsd: 25 });
    for (const part of ['gpt-4.1-mini at models.company.example', '$0.4 in', '2025-04-14', '$5 a run, $25 a day'])
      expect(said).toContain(part);
  });

  it('says that nothing is sent where no model is set', () => {
    expect(analystSentence(null, null, noCaps)).toMatch(/offline analyst.*nothing is sent/);
  });
});
