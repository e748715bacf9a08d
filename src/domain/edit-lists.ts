import { z } from 'zod';
import type { Analysis, Claim } from './analysis.ts';
import { Fit, Layer, RiskSeverity } from './closed-lists.ts';

/** A list of a document to which a person may add and from which they may take away. */
export interface EditableList {
  /** What one item is called. */
  item: string;
  /** The fields of a new item, in the order of a form. Each is words unless it has `options`. */
  fields: readonly { name: string; label: string; options?: readonly string[]; claim: boolean }[];
  /** The list itself in this document. */
  of: (analysis: Analysis) => unknown[];
  /** A new item from its fields; throws a zod error where one is missing or wrong. */
  make: (fields: unknown) => unknown;
}

const words = z.string().trim().min(1, 'must not be empty');

/** Written by a person and still without a quote: it is advice until somebody cites a passage. */
function advice(text: string): Claim {
  return { text, kind: 'judgement', origin: 'person', citations: [], searched: [] };
}

const text = { name: 'text', label: 'Text', claim: true } as const;

function claims(item: string, of: (analysis: Analysis) => Claim[]): EditableList {
  return { item, fields: [text], of, make: (fields) => advice(z.strictObject({ text: words }).parse(fields).text) };
}

const Week = z.enum(['1', '2']);
const NewAlternative = z.strictObject({ name: words, reason: words });
const NewRisk = z.strictObject({ severity: RiskSeverity, risk: words, mitigation: words });
const NewScenario = z.strictObject({ fit: Fit, scenario: words, reason: words });
const NewImpact = z.strictObject({ layer: Layer, effect: words });
const NewSignal = z.strictObject({ signal: words, why: words });
const NewLine = z.strictObject({ week: Week, dimension: words, test: words, passes: words });

/** Every list that may be edited, by its path. */
export const editableLists: Readonly<Record<string, EditableList>> = {
  analysis: claims('Sentence', ({ analysis }) => analysis),
  trust: claims('Sentence', ({ trust }) => trust),
  strengths: claims('Strength', ({ strengths }) => strengths),
  limitations: claims('Limitation', ({ limitations }) => limitations),
  'industryFit.bestFor': claims('Suited use', ({ industryFit }) => industryFit.bestFor),
  'industryFit.caution': claims('Caution', ({ industryFit }) => industryFit.caution),
  alternatives: {
    item: 'Alternative',
    fields: [
      { name: 'name', label: 'Product', claim: false },
      { name: 'reason', label: 'When to choose which', claim: true },
    ],
    of: ({ alternatives }) => alternatives,
    make: (fields) => {
      const { name, reason } = NewAlternative.parse(fields);
      return { name, slug: null, reason: advice(reason) };
    },
  },
  trustRisks: {
    item: 'Risk',
    fields: [
      { name: 'severity', label: 'Severity', options: RiskSeverity.options, claim: false },
      { name: 'risk', label: 'Risk', claim: true },
      { name: 'mitigation', label: 'Mitigation', claim: true },
    ],
    of: ({ trustRisks }) => trustRisks,
    make: (fields) => {
      const { severity, risk, mitigation } = NewRisk.parse(fields);
      return { severity, risk: advice(risk), mitigation: advice(mitigation) };
    },
  },
  scenarios: {
    item: 'Scenario',
    fields: [
      { name: 'fit', label: 'Fit', options: Fit.options, claim: false },
      { name: 'scenario', label: 'Scenario', claim: true },
      { name: 'reason', label: 'Why', claim: true },
    ],
    of: ({ scenarios }) => scenarios,
    make: (fields) => {
      const { fit, scenario, reason } = NewScenario.parse(fields);
      return { fit, scenario: advice(scenario), reason: advice(reason) };
    },
  },
  stackImpact: {
    item: 'Layer',
    fields: [
      { name: 'layer', label: 'Layer', options: Layer.options, claim: false },
      { name: 'effect', label: 'Effect', claim: true },
    ],
    of: ({ stackImpact }) => stackImpact,
    make: (fields) => {
      const { layer, effect } = NewImpact.parse(fields);
      return { layer, effect: advice(effect) };
    },
  },
  watchFor: {
    item: 'Signal',
    fields: [
      { name: 'signal', label: 'Signal', claim: true },
      { name: 'why', label: 'Why', claim: true },
    ],
    of: ({ watchFor }) => watchFor,
    make: (fields) => {
      const { signal, why } = NewSignal.parse(fields);
      return { signal: advice(signal), why: advice(why) };
    },
  },
  pocChecklist: {
    item: 'Test',
    fields: [
      { name: 'week', label: 'Week', options: Week.options, claim: false },
      { name: 'dimension', label: 'Dimension', claim: false },
      { name: 'test', label: 'Test', claim: false },
      { name: 'passes', label: 'Passes when', claim: false },
    ],
    of: ({ pocChecklist }) => pocChecklist,
    make: (fields) => {
      const { week, ...line } = NewLine.parse(fields);
      return { week: Number(week), ...line };
    },
  },
  integrations: {
    item: 'Integration',
    // Each is a name that a page proves, so none can be added by hand.
    fields: [],
    of: ({ integrations }) => integrations,
    make: () => {
      throw new Error('integrations are only ever taken away');
    },
  },
};

/** The list and position that a path such as `trustRisks.0` names; null where it names no item. */
export function listItemAt(path: string): { list: EditableList; listPath: string; index: number } | null {
  const found = /^(.+)\.(\d+)$/.exec(path);
  const list = found?.[1] === undefined ? undefined : editableLists[found[1]];
  return list && found?.[1] !== undefined ? { list, listPath: found[1], index: Number(found[2]) } : null;
}
