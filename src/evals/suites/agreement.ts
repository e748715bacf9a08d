import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Agreement, type AgreementRow, agreementOf, agreementRows } from '../agreement-rows.ts';
import { corpusOfFolder } from '../documents-folder.ts';
import type { Ground } from '../ground.ts';
import { readLabels } from '../read-labels.ts';
import { toolsOf } from '../run-chain.ts';
import { percent, type SuiteResult } from '../suite-result.ts';

/** A wrong *met* is worse than a missed one, so precision is what is demanded; nine in ten is what readers agree on. */
const leastPrecision = 0.9;

/** The offline analyst's *met* beside a careful reader's, by dimension, over label files; skipped where there are none. */
export async function agreement(ground: Ground): Promise<SuiteResult> {
  const { folders } = ground;
  if (folders === null || !existsSync(folders.labels) || !existsSync(folders.docs)) {
    return bare('No folder of labels and documents is given or found: name them with --labels and --docs.');
  }
  const rows: AgreementRow[] = [];
  const unread: string[] = [];
  const labelled = [...(await readLabels(folders.labels))];
  // One product shows that the comparison works; all of them, what it comes to.
  for (const [product, labels] of ground.size === 'whole' ? labelled : labelled.slice(-1)) {
    const folder = join(folders.docs, product);
    if (!existsSync(folder)) {
      unread.push(product);
      continue;
    }
    const tools = toolsOf(ground, null, []);
    const corpus = await corpusOfFolder(folder, product, tools);
    rows.push(...(await agreementRows({ product, corpus, labels }, ground.rubric, tools)));
  }
  if (rows.length === 0) return bare(`Of ${folders.labels}, no product has its documents in ${folders.docs}.`);
  const all = agreementOf(rows);
  const precision = all.ours === 0 ? 0 : all.both / all.ours;
  return {
    suite: 'agreement',
    analysts: ['offline analyst'],
    header: [
      'dimension or product',
      "reader's met",
      'ours',
      'both',
      'precision',
      'recall',
      'same decision',
      'always the commonest',
    ],
    rows: [...groups(rows, 'dimension'), ...groups(rows, 'product'), lineOf('all', all)],
    gates: [
      {
        says: `of the checks that we call met, the reader does so for at least ${percent(leastPrecision, 1)}`,
        measured: percent(all.both, all.ours),
        ok: precision >= leastPrecision,
      },
    ],
    notes: [
      'Documents are read as files, Markdown and HTML as what they are and other text as plain, not as a site that renders them.',
      'Signals that were written with these labels in view show what the phrases can express, not how they do on a new product: docs/agreement.md.',
      ...(unread.length > 0 ? [`Labelled, but without documents: ${unread.join(', ')}.`] : []),
    ],
    skipped: null,
  };
}

function groups(rows: readonly AgreementRow[], by: 'dimension' | 'product'): string[][] {
  const names = [...new Set(rows.map((row) => row[by]))];
  return names.map((name) => lineOf(name, agreementOf(rows.filter((row) => row[by] === name))));
}

function lineOf(name: string, { reader, ours, both, checks, commonest, same }: Agreement): string[] {
  const numbers = [reader, ours, both].map(String);
  return [
    name,
    ...numbers,
    percent(both, ours),
    percent(both, reader),
    percent(same, checks),
    percent(commonest, checks),
  ];
}

function bare(skipped: string): SuiteResult {
  return { suite: 'agreement', analysts: ['offline analyst'], header: [], rows: [], gates: [], notes: [], skipped };
}
