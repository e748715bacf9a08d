import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { digestOf } from '../domain/digest.ts';
import { Framework, type Rubric, rubricChecks, Stack } from '../domain/rubric.ts';
import { UsageError } from '../errors.ts';

/**
 * Reads the rubric from `inpact.yaml`, `goals.yaml` and `stack.yaml`. The digest is of what the files say, so a comment
 * or another indentation is no new rubric. Throws a `UsageError` that names file, line and field.
 */
export async function readRubric(folder: string): Promise<Rubric> {
  const [inpact, goals, stack] = await Promise.all([
    readYaml(join(folder, 'inpact.yaml'), Framework),
    readYaml(join(folder, 'goals.yaml'), Framework),
    readYaml(join(folder, 'stack.yaml'), Stack),
  ]);
  const rubric = {
    digest: digestOf({ inpact, goals, stack }),
    version: Math.max(inpact.version, goals.version, stack.version),
    inpact,
    goals,
    stack,
  };
  const ids = rubricChecks(rubric).map(({ check }) => check.id);
  const doubled = ids.find((id, index) => ids.indexOf(id) !== index);
  if (doubled) throw new UsageError(`The rubric in ${folder} has two checks named "${doubled}": rename one.`, 1);
  return rubric;
}

/** The prompt texts of a folder by file name without `.md`. */
export async function readPrompts(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name.slice(0, -'.md'.length), texts[index] ?? '']));
}

async function readYaml<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`The rubric file ${file} cannot be read.`, 1);
  });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) {
    const [sentence] = broken.message.split('\n');
    throw new UsageError(`${file}:${broken.linePos?.[0].line ?? 1}: this is not YAML: ${sentence}`, 1);
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.map((part) => (typeof part === 'number' ? part : String(part))) ?? [];
  // A surplus key is reported at the object that holds it; the line wanted is its own.
  const surplus = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : '';
  const at = surplus ? [...path, surplus] : path;
  const line = lines.linePos(offsetOf(document, at)).line;
  throw new UsageError(`${file}:${line}: ${at.join('.') || 'the file'}: ${issue?.message ?? 'is not valid'}`, 1);
}

/** Where the value at a path begins in the text; for a missing value, where the nearest thing around it begins. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}
