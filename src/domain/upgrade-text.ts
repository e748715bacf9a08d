import { decisionWords } from './decision-words.ts';
import type { UpgradeReport } from './upgrade-report.ts';
import type { UpgradeShadow } from './upgrade-shadow.ts';

/** What an upgrade would change, for people: in all, by dimension, then product by product with both quotes. */
export function upgradeText(report: UpgradeReport): string {
  const { products, changed, untouched, incomplete, dimensions } = report;
  const count = products.length === 1 ? 'One product was' : `${products.length} products were`;
  if (changed + incomplete === 0) return `${count} read anew from stored pages. Nothing would change.`;
  const counts = [
    ...(untouched > 0 ? [`${untouched} would not change`] : []),
    ...(changed > 0 ? [`${changed} would${untouched > 0 ? '' : ' change'}`] : []),
    ...(incomplete > 0 ? [`of ${incomplete} nothing can be said yet`] : []),
  ];
  return [
    `${count} read anew from stored pages: ${counts.join(', ')}.`,
    ...dimensions.flatMap(({ id, moves }) => [
      '',
      `${id}`,
      ...moves.map(({ slug, before, after }) => `  ${slug}: ${level(before)} → ${level(after)}`),
    ]),
    ...products.filter(({ outcome }) => outcome !== 'same').flatMap(productLines),
  ].join('\n');
}

function productLines(product: UpgradeShadow): string[] {
  const { slug, name, version, outcome, reason, totals, decisions, statements, held } = product;
  const standing = version === null ? 'its draft that waits' : `version ${version}`;
  if (outcome === 'incomplete') return ['', `${name} (${slug}), beside ${standing}`, `  ${reason}`];
  const moved = totals.filter(({ before, after, beforeMax, afterMax }) => before !== after || beforeMax !== afterMax);
  return [
    '',
    `${name} (${slug}), beside ${standing}`,
    ...moved.map(
      ({ framework, before, beforeMax, after, afterMax }) =>
        `  ${framework.toUpperCase()} ${before} of ${beforeMax} → ${after} of ${afterMax}`,
    ),
    ...decisions.flatMap(decisionLines),
    ...(statements > 0 ? [`  ${statements === 1 ? 'One statement' : `${statements} statements`} to look at.`] : []),
    ...(held === null ? [] : [`  No draft can be made of it now. ${held}`]),
  ];
}

function decisionLines(decision: UpgradeShadow['decisions'][number]): string[] {
  const { check, before, after, byHand, sentence, quoteBefore, quoteAfter } = decision;
  const head = byHand
    ? `  ${check}: stays ${decisionWords[before]}. ${sentence}`
    : `  ${check}: ${decisionWords[before]} → ${decisionWords[after]}`;
  return [head, `    then: ${shown(quoteBefore)}`, `    now:  ${shown(quoteAfter)}`];
}

function shown(quote: { url: string; quote: string } | null): string {
  return quote ? `“${quote.quote.replace(/\s+/g, ' ')}” (${quote.url})` : 'no quote';
}

function level(at: number | null): string {
  return at === null ? 'not assessed' : `level ${at}`;
}
