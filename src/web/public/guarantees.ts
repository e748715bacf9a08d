/** Something that is guaranteed, in plain words, with what checks it and what that came to last. */
export interface Guarantee {
  says: string;
  /** The command that checks it, in a checkout of the sources. */
  command: string;
  /** What the last measurement came to; every figure of it stands in the document named. */
  measured: { says: string; on: string; document: string; figures: readonly string[] };
}

/**
 * What readers may rely on. A test holds each figure against the document that it was measured into, so that neither can be
 * changed alone; `on` is the day on which it was written there.
 */
export const guarantees: readonly Guarantee[] = [
  {
    says: 'Nothing is public without a named person’s approval of exactly that text.',
    command: 'npx vitest run test/proofs/direct-sql.test.ts',
    measured: {
      says: '40 ways round it by direct SQL, all refused by the database itself',
      on: '2026-11-28',
      document: 'README.md',
      figures: ['40 ways by SQL'],
    },
  },
  {
    says: 'Every quote stands in the page it names, word for word, as that page was stored. It is looked up when drafted, approved and published, and whenever somebody runs the check.',
    command: 'npx assay verify · npx assay eval quotes',
    measured: {
      says: '10,000 true sentences retyped with other spaces and quote marks: all accepted. 10,000 each with a word swapped, two halves joined or a look-alike letter, and 2,701 without their “not”: none accepted',
      on: '2026-11-28',
      document: 'docs/evaluation.md',
      figures: ['| true | 10,000 | 10,000 |', '| word swapped | 10,000 | 0 |', '| "not" dropped | 2,701 | 0 |'],
    },
  },
  {
    says: 'A check counts only with such a quote; code computes every level from the checks.',
    command: 'npx assay eval ladder',
    measured: {
      says: 'one fact after the other planted on a site that says nothing: 0 of 132 climbs with a level that falls, 132 of 132 at the top in the end',
      on: '2026-11-28',
      document: 'docs/evaluation.md',
      figures: ['0 of 132 climbs', '132 of 132 at the top'],
    },
  },
  {
    says: 'A page of a vendor cannot make the program do anything, and text that readers of the page cannot see is no evidence. That wording never sways an analyst is not guaranteed: a filter knows the attacks it was made for and hardly any other.',
    command: 'npx assay eval injection',
    measured: {
      says: '594 attacks: no quote invented, nothing approved, hidden ones without any effect in 1,782 of 1,782 trials. Of 66 new wordings the filter flagged one, as a heading; every check lifted so carries a warning',
      on: '2026-11-28',
      document: 'docs/evaluation.md',
      figures: ['594 attacks', '1,782 of 1,782', '| heading | 528 of 528 | **1 of 66** |', 'all 1,007'],
    },
  },
  {
    says: 'When documentation changes, what rests on the changed sentence is opened for review, and nothing else.',
    command: 'ASSAY_SOAK=1 npx vitest run --config vitest.e2e.config.ts test/change',
    measured: {
      says: '133 sentences of seven products turned round: 133 found, none beyond. 1,098 edits that change no sentence: none opened anything',
      on: '2026-11-29',
      document: 'bench/README.md',
      figures: ['133 found, 0 beyond', '1,098'],
    },
  },
  {
    says: 'Of several people who decide on the same draft at the same moment one wins, and no edit is lost.',
    command: 'npx vitest run --config vitest.e2e.config.ts test/proofs/races.test.ts',
    measured: { says: '100 races, one winner each', on: '2026-11-28', document: 'README.md', figures: ['100 races'] },
  },
  {
    says: 'The history of changes is chained: what is changed, cut or put in afterwards is found and named.',
    command: 'npx vitest run --config vitest.e2e.config.ts test/proofs/tamperings.test.ts',
    measured: {
      says: '248 tamperings, all found and named',
      on: '2026-11-28',
      document: 'README.md',
      figures: ['248 tamperings found and named'],
    },
  },
  {
    says: 'A process that is killed at any point loses nothing and does nothing twice.',
    command: 'npx vitest run --config vitest.e2e.config.ts test/crash',
    measured: {
      says: 'a run with a model killed 100 times at ten points',
      on: '2026-11-28',
      document: 'bench/README.md',
      figures: ['100 kills, 7 minutes'],
    },
  },
  {
    says: 'How far the analyst without a model can be trusted is measured, not promised: careful readers labelled four products that nobody had seen before.',
    command: 'npx tsx bench/agreement.ts',
    measured: {
      says: 'of 158 checks that it called met the readers shared 140 (89 %); it found 75 % of those that they called met. One met in nine is contested',
      on: '2026-11-24',
      document: 'docs/agreement.md',
      figures: ['| all four | 186 | 158 | 140 | 18 | 89 % | 75 % |', 'one *met* in nine is contested'],
    },
  },
];

/** What nobody should read into a score. */
export const notGuaranteed: readonly string[] = [
  'That what a vendor states is true: a quote shows that they say it.',
  'That an analyst reads every sentence right. A person looks at the draft, and readers can report errors.',
  'That wording never sways a model. How often it does is measured above.',
  'That a capability is missing where no sentence was found: absence means not found on the pages read.',
];
