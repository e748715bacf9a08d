/** The four questions that the prose of an analysis is asked for in. */
export const parts = ['portrait', 'merits', 'risks', 'use'] as const;
export type Part = (typeof parts)[number];
