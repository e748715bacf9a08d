import type { Analysis, Flag } from './analysis.ts';
import { repeatedSentence } from './lint-overlap.ts';
import { wordingDefects } from './lint-wording.ts';
import type { Rubric } from './rubric.ts';

/** Publish rules on sections as a whole: presence, order, and what one section may not say of another. */
export function lintSections(analysis: Analysis, rubric: Rubric): Flag[] {
  return [
    ...emptySections(analysis),
    ...place(analysis, rubric),
    ...alternatives(analysis),
    ...risks(analysis),
    ...scenarios(analysis),
    ...stack(analysis),
    ...poc(analysis),
    ...repeats(analysis),
  ];
}

/** Alternatives, Watch For and integrations are left out when there is nothing to say; these may not be. */
function emptySections(analysis: Analysis): Flag[] {
  const sections: [target: string, items: readonly unknown[]][] = [
    ['analysis', analysis.analysis],
    ['trust', analysis.trust],
    ['strengths', analysis.strengths],
    ['limitations', analysis.limitations],
    ['industryFit.bestFor', analysis.industryFit.bestFor],
    ['industryFit.caution', analysis.industryFit.caution],
    ['trustRisks', analysis.trustRisks],
    ['scenarios', analysis.scenarios],
    ['stackImpact', analysis.stackImpact],
    ['pocChecklist', analysis.pocChecklist],
  ];
  return sections
    .filter(([, items]) => items.length === 0)
    .map(([target]) => blocks(target, 'The section is empty: fill it, or state the absence with the pages searched.'));
}

function place({ vendor, industryFit }: Analysis, rubric: Rubric): Flag[] {
  const found: Flag[] = [];
  const layer = rubric.stack.layers.find(({ id }) => id === vendor.layer);
  if (!layer) found.push(blocks('vendor.layer', `Layer ${vendor.layer} is not in the rubric: choose one of L1 to L7.`));
  else if (!layer.categories.some(({ id }) => id === vendor.category)) {
    found.push(
      blocks(
        'vendor.category',
        `Category "${vendor.category}" is not one of ${layer.id} ${layer.name}: choose one that is.`,
      ),
    );
  }
  if (industryFit.compliance.kind === 'judgement') {
    found.push(
      blocks(
        'industryFit.compliance',
        'Compliance is implied without citation: cite the certificate, or state that none was found.',
      ),
    );
  }
  return found;
}

function alternatives({ vendor, alternatives: items }: Analysis): Flag[] {
  const own = vendor.name.toLowerCase();
  return items.flatMap(({ name, slug }, index) =>
    name.trim().toLowerCase() === own || slug === vendor.slug
      ? [blocks(`alternatives.${index}`, 'The alternative is the product itself: take it out.')]
      : [],
  );
}

function risks(analysis: Analysis): Flag[] {
  const others = analysis.alternatives.map(({ name }) => name.toLowerCase());
  return analysis.trustRisks.flatMap(({ severity, mitigation }, index) => {
    const found: Flag[] = [];
    if (!severity)
      found.push(blocks(`trustRisks.${index}`, 'The risk has no severity: choose low, medium, high or critical.'));
    if (mitigation.text.trim() === '') {
      found.push(blocks(`trustRisks.${index}.mitigation`, 'The risk has no mitigation: say what to do about it.'));
    } else if (namesAnotherProductOnly(mitigation.text, others)) {
      found.push(
        blocks(
          `trustRisks.${index}.mitigation`,
          'The mitigation only names another product: say what to do with this one.',
        ),
      );
    }
    return found;
  });
}

/** Whether a mitigation says nothing but to use something else. */
export function namesAnotherProductOnly(text: string, others: readonly string[]): boolean {
  const turn =
    /^(?:use|choose|pick|prefer|switch to|consider|adopt|go with|move to|migrate to|replace it with)\s+(?<rest>.+)$/is.exec(
      text.trim(),
    );
  const rest = turn?.groups?.rest ?? '';
  if (rest === '') return others.includes(text.trim().replace(/\.$/, '').toLowerCase());
  if (others.some((name) => rest.toLowerCase().startsWith(name)) && !/\b(?:and|then)\b/i.test(rest)) return true;
  return /^\p{Lu}[\p{L}\p{N}.+-]*(?:\s\p{Lu}[\p{L}\p{N}.+-]*)?\s*(?:(?:instead|rather|if|when|where|unless)\b.*|\.?$)/su.test(
    rest,
  );
}

function scenarios({ scenarios: items }: Analysis): Flag[] {
  if (items.length === 0) return [];
  return (['strong', 'weak'] as const)
    .filter((wanted) => !items.some(({ fit }) => fit === wanted))
    .map((wanted) => blocks('scenarios', `No scenario is ${wanted}: add one.`));
}

function stack({ stackImpact, vendor }: Analysis): Flag[] {
  const found: Flag[] = [];
  stackImpact.forEach(({ layer, effect }, index) => {
    const previous = stackImpact[index - 1];
    if (previous?.layer === layer)
      found.push(blocks(`stackImpact.${index}`, `Layer ${layer} stands twice: join the two lines.`));
    else if (previous && previous.layer > layer)
      found.push(blocks(`stackImpact.${index}`, 'The layers are out of order: sort them.'));
    if (/\bL[1-7]\b/.test(effect.text)) {
      found.push(
        blocks(`stackImpact.${index}.effect`, 'The layer id is doubled: the line prints it, so the text must not.'),
      );
    }
  });
  if (stackImpact.length > 0 && !stackImpact.some(({ layer }) => layer === vendor.layer)) {
    found.push(blocks('stackImpact', `The product's own layer ${vendor.layer} is missing: add its line.`));
  }
  return found;
}

function poc({ pocChecklist }: Analysis): Flag[] {
  const found: Flag[] = [];
  pocChecklist.forEach(({ test, passes }, index) => {
    for (const message of [...wordingDefects(test), ...wordingDefects(passes)])
      found.push(blocks(`pocChecklist.${index}`, message));
    if (!/\d/.test(passes))
      found.push(blocks(`pocChecklist.${index}.passes`, 'The pass criterion has no number: say what value passes.'));
  });
  if (pocChecklist.length === 0) return found;
  for (const week of [1, 2] as const) {
    if (!pocChecklist.some((line) => line.week === week))
      found.push(blocks('pocChecklist', `Week ${week} has no test: add one.`));
  }
  return found;
}

function repeats({ summary, analysis }: Analysis): Flag[] {
  const repeated = repeatedSentence(summary.text, analysis.map(({ text }) => text).join(' '));
  return repeated === null
    ? []
    : [
        blocks(
          'analysis',
          `Summary and analysis repeat each other ("${repeated}"): say in the analysis what the summary does not.`,
        ),
      ];
}

function blocks(target: string, message: string): Flag {
  return { kind: 'lint', severity: 'blocks', target, message };
}
