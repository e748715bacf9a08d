import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DecisionValue } from '../domain/closed-lists.ts';

/** A careful reader's decision on a check, with what it rests on. */
const Label = z.looseObject({
  id: z.string(),
  decision: DecisionValue,
  confidence: z.string().default(''),
  quotes: z.array(z.looseObject({ file: z.string(), quote: z.string() })).default([]),
  comment: z.string().default(''),
});
export type Label = z.infer<typeof Label>;
const Labels = z.looseObject({ checks: z.array(Label) });

/** The labels of every product in a folder of `<product>.json`, by product and check id. Throws where a file is none. */
export async function readLabels(folder: string): Promise<Map<string, Map<string, Label>>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const read = files.map(async (name) => {
    const { checks } = Labels.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
    return [name.slice(0, -'.json'.length), new Map(checks.map((label) => [label.id, label]))] as const;
  });
  return new Map(await Promise.all(read));
}
