import type { Analysis, Flag } from './analysis.ts';

/** Warnings about dimensions that rest on too little, and notes about sections that say too little. */
export function thinFlags(analysis: Analysis): Flag[] {
  return [...thinEvidence(analysis), ...thinSections(analysis)];
}

function thinEvidence({ frameworks }: Analysis): Flag[] {
  return (['inpact', 'goals'] as const).flatMap((framework) =>
    frameworks[framework].dimensions.flatMap((dimension, index): Flag[] => {
      if (dimension.status !== 'assessed') return [];
      const citations = dimension.checks.flatMap((check) => check.citations);
      const quotes = new Set(citations.map(({ textDigest, start, end }) => `${textDigest} ${start} ${end}`)).size;
      const pages = new Set(citations.map(({ textDigest }) => textDigest)).size;
      if (quotes > 1 && pages > 1) return [];
      const rests = quotes === 1 ? 'one quote' : 'quotes from one page';
      return [
        {
          kind: 'thin-evidence',
          severity: 'warns',
          target: `frameworks.${framework}.dimensions.${index}`,
          message: `${nameOf(dimension.id)} rests on ${rests}: look for a second source before approving.`,
        },
      ];
    }),
  );
}

/** The least that each section should hold; Alternatives, Watch For and integrations may be left out. */
function thinSections(analysis: Analysis): Flag[] {
  const words = (claims: Analysis['trust']) => claims.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const cited = (claims: Analysis['trust']) => claims.filter(({ kind }) => kind === 'cited').length;
  const sections: [target: string, thin: boolean, message: string][] = [
    [
      'summary',
      analysis.summary.kind !== 'cited',
      'Summary: no sentence of the documentation says what the product is, so write one from a cited passage.',
    ],
    [
      'analysis',
      words(analysis.analysis) < 30,
      'AI Analysis has fewer than 30 words, because the documentation gives no more.',
    ],
    [
      'trust',
      words(analysis.trust) < 30,
      'Trust Before Intelligence has fewer than 30 words, because the documentation gives no more.',
    ],
    ['strengths', cited(analysis.strengths) < 3, 'Strengths: fewer than 3 are shown by the documentation.'],
    ['limitations', analysis.limitations.length < 2, 'Limitations: fewer than 2 are stated or found.'],
    [
      'industryFit.compliance',
      analysis.industryFit.compliance.kind === 'absence',
      'Compliance: no certificate or regime was found in the pages read.',
    ],
    [
      'alternatives',
      analysis.alternatives.length === 0,
      'Alternatives: the catalogue and the documentation name none, so the section is left out.',
    ],
    ['watchFor', analysis.watchFor.length === 0, 'Watch For: nothing was found to watch, so the section is left out.'],
    [
      'integrations',
      analysis.integrations.length === 0,
      'Integrations: no named system was found, so the list is left out.',
    ],
    ['pocChecklist', analysis.pocChecklist.length < 4, 'Two-week POC checklist: fewer than 4 lines.'],
  ];
  return sections
    .filter(([, thin]) => thin)
    .map(([target, , message]) => ({ kind: 'thin-section', severity: 'notes', target, message }));
}

/** `Adaptive` for `inpact.adaptive`. */
function nameOf(dimension: string): string {
  const name = dimension.replace(/^(?:inpact|goals)\./, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
