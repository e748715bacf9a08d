import type { Analysis } from '../../../domain/analysis.ts';

/** Fields of a form that a person fills in by writing. */
const written = /^(?:text|why|reason|field\..+)$/;

/** What was written into a form's fields, by name, where it is not what stands in the document anyway. */
export function typedAnew(
  typed: Readonly<Record<string, string>>,
  analysis: Analysis,
): [name: string, value: string][] {
  const { at = '' } = typed;
  return Object.entries(typed).filter(([name, value]) => {
    if (!written.test(name) || value.trim() === '') return false;
    const stands = valueAt(analysis, `${at}.${name.replace(/^field\./, '')}`);
    return value.replaceAll('\r\n', '\n').trim() !== stands.trim();
  });
}

/** A text or number of the document by its path; empty where there is none. */
function valueAt(analysis: Analysis, path: string): string {
  let value: unknown = analysis;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return '';
    value = (value as Record<string, unknown>)[step];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
