import { fillTemplate, placeholdersOf } from '../../domain/prompt-template.ts';
import { capitalised, wordCount } from './phrasing.ts';

/**
 * A rubric fragment with the product's found words in it. Words that would then stand twice in a row are written once
 * ("autoscaling by autoscaling"), and a result over the limit is empty rather than cut in the middle. Without found
 * words the part from `: {{found}}` on is dropped; a fragment that cannot stand without them is empty.
 */
export function fragmentOf(template: string, found: string, mostWords: number): string {
  const ready = found === '' ? template.replace(/\s*[:–-]\s*\{\{found\}\}.*$/, '') : template;
  const wanted = placeholdersOf(ready).includes('found');
  if (wanted && found === '') return '';
  const text = fillTemplate(ready, wanted ? { found } : {});
  const clean = capitalised(
    text
      .replace(/(?<![\p{L}-])([\p{L}-]+)\s+\1(?![\p{L}-])/giu, '$1')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const count = wordCount(clean);
  return count >= 2 && count <= mostWords ? clean : '';
}
