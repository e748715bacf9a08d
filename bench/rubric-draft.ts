import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { compilePhrase } from '../src/domain/phrase.ts';
import { Check, type Dimension, type Framework, type Rubric } from '../src/domain/rubric.ts';

const ownRubric = resolve(import.meta.dirname, '../prompts/rubric');

/** A rubric that is being written: what can be read of it, with every fault named on standard error. */
export function draftRubric(folder = ownRubric): Rubric {
  return {
    digest: '0'.repeat(64),
    version: 1,
    inpact: framework(folder, 'inpact'),
    goals: framework(folder, 'goals'),
    stack: { version: 1, layers: [], contexts: [], industries: [] },
  };
}

function framework(folder: string, id: 'inpact' | 'goals'): Framework {
  const empty: Framework = {
    version: 1,
    id,
    name: id,
    asks: '',
    levels: [1, 1, 2, 3, 4, 5, 6],
    bands: [],
    dimensions: [],
  };
  const file = join(folder, `${id}.yaml`);
  if (!existsSync(file)) {
    complain(`${file} is not there yet: skipped`);
    return empty;
  }
  try {
    const read = parse(readFileSync(file, 'utf8')) as { levels?: number[]; dimensions?: unknown };
    const dimensions = Array.isArray(read.dimensions) ? read.dimensions : [];
    return {
      ...empty,
      levels: read.levels ?? empty.levels,
      dimensions: dimensions.map(dimension).filter((one) => one.checks.length > 0),
    };
  } catch (error) {
    complain(`${id}.yaml cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return empty;
  }
}

function dimension(raw: unknown): Dimension {
  const { id = 'inpact.unknown', checks = [] } = (raw ?? {}) as { id?: string; checks?: unknown[] };
  const read = (Array.isArray(checks) ? checks : []).map(check).filter((one) => one !== null);
  return { id, letter: '?', name: id, asks: '', checks: read };
}

function check(raw: unknown): Check | null {
  const given = (raw ?? {}) as Record<string, unknown>;
  const standIn = {
    label: 'draft',
    question: '',
    counts: '',
    excludes: '',
    search: ['draft'],
    strength: '',
    limitation: '',
    risk: null,
    poc: { week: 1, test: '', passes: '1' },
    watch: null,
  };
  const parsed = Check.safeParse(given);
  const lenient = parsed.success
    ? parsed
    : Check.safeParse({ ...standIn, id: given.id, signals: given.signals, search: given.search ?? ['draft'] });
  if (!parsed.success) {
    const first = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    complain(`${String(given.id)}: ${first.join('; ')}${lenient.success ? '' : ' — skipped'}`);
  }
  return lenient.success ? withoutBroken(lenient.data) : null;
}

/** The check without the phrases that do not compile. */
function withoutBroken(whole: Check): Check | null {
  const works = (source: string): boolean => {
    try {
      compilePhrase(source);
      return true;
    } catch (error) {
      complain(`${whole.id}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  };
  const { facets, partly, not } = whole.signals;
  const kept = facets
    .map((facet) => ({ ...facet, phrases: facet.phrases.filter(works), of: facet.of.filter(works) }))
    .filter((facet) => facet.phrases.length > 0);
  if (kept.length === 0) return null;
  return {
    ...whole,
    signals: { ...whole.signals, facets: kept, partly: partly.filter(works), not: not.filter(works) },
  };
}

function complain(what: string): void {
  process.stderr.write(`! ${what}\n`);
}
