/** A state of the rubric that analyses were made under. */
export interface RubricChange {
  on: string;
  version: number;
  /** Of what its files say; a test holds the first one against the files. */
  digest: string;
  says: string;
}

/** Every change to the rubric, the latest first. Another wording of a question or signal is another digest. */
export const rubricChanges: readonly RubricChange[] = [
  {
    on: '2026-11-29',
    version: 2,
    digest: 'f1df0beaaa38db5d039d912551a83592d3ad43668ea5b7eeb1d015638018f7ff',
    says: 'Broad words for a thing that is there in part were narrowed (a "stable" name, an "open ticket", a "preview purpose"). One signal more for INPACT (an open API used for a task) and one for GOALS (an API with its version in the address). Gaps of rules, of moved data and of ranked answers are told of the products that can have them. No question changed.',
  },
  {
    on: '2026-11-28',
    version: 2,
    digest: 'a42d04a8c3a3003de5a565d6f10a305c150ef1084f553adf10d1eeef54dd93ae',
    says: 'Each check says what was looked for, so that an absence claims no more than that, and of which kinds of product a gap is told. Causes of risks are gone: what was looked for is the cause. One signal more for INPACT (a library under a named open licence). No question changed.',
  },
  {
    on: '2026-11-28',
    version: 1,
    digest: '7d122e51e20e3fc8e161567042b5a079d593bfe2dc32893473a8c4b10c8e4714',
    says: 'Three signals more for INPACT (versions kept with each object, versions of the past, ways to upgrade), a narrower one for GOALS. No question changed.',
  },
  {
    on: '2026-11-24',
    version: 1,
    digest: 'e1c6daaaaf455251ec1a6d9302dfdcec4636f13ae1deb1f077e81dd553423e1b',
    says: 'Signals of INPACT narrowed after careful readers had contested what they called met. No question changed.',
  },
  {
    on: '2026-11-24',
    version: 1,
    digest: '4d4dc3fa262d190888c20c219166a8bdacd27b547f73d219c5e2c7e810752584',
    says: 'The first rubric: 66 checks in eleven dimensions.',
  },
];
