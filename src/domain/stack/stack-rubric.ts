import type { Dimension, Framework, Rubric } from '../rubric.ts';

type DimensionName = Pick<Dimension, 'id' | 'letter' | 'name'>;
type FrameworkNames = Pick<Framework, 'name'> & { readonly dimensions: readonly DimensionName[] };

/** What the Stack Builder needs of the rubric; a whole one will do, and a browser need not be sent every phrase. */
export type StackRubric = Pick<Rubric, 'digest' | 'version' | 'stack'> & {
  readonly inpact: FrameworkNames;
  readonly goals: FrameworkNames;
};
