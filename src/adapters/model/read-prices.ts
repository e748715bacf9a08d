import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ModelPrice } from '../../domain/spending.ts';
import { UsageError } from '../../errors.ts';

const Prices = z.record(
  z.string(),
  z.strictObject({
    inputUsd: z.number().nonnegative(),
    outputUsd: z.number().nonnegative(),
    asOf: z.iso.date(),
  }),
);

/** The prices of the file, by model name. Throws `UsageError` where it is missing or names the entry that is wrong. */
export async function readPrices(file: string): Promise<Readonly<Record<string, ModelPrice>>> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`The price file ${file} cannot be read.`, 1);
  });
  const parsed = Prices.safeParse(asYaml(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UsageError(`${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not valid'}`, 1);
}

/** The price of a model, by its name, or by the name that a dated version belongs to; null where none is known. */
export function priceOf(name: string, prices: Readonly<Record<string, ModelPrice>>): ModelPrice | null {
  const bare = name.replace(/^openai:/, '');
  const undated = bare.replace(/-(\d{4}-\d{2}-\d{2}|\d{8})$/, '');
  for (const known of [name, bare, undated]) if (Object.hasOwn(prices, known)) return prices[known] ?? null;
  return null;
}

function asYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
