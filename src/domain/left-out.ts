/** Why an address that a site names is not read. */
export const leftOutReasons = [
  'old-version',
  'other-language',
  'excluded',
  'not-included',
  'too-deep',
  'endless',
  'not-text',
  'off-site',
  'robots-forbidden',
  'rules-unread',
  'budget',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** How many addresses were left out for one reason, with a few of them. */
export interface LeftOut {
  reason: LeftOutReason;
  count: number;
  examples: string[];
}

/** The reasons in words, after a number of addresses. */
export const leftOutWords: Readonly<Record<LeftOutReason, string>> = {
  'old-version': 'of versions other than the newest stable one',
  'other-language': 'in other languages',
  excluded: 'that an exclude pattern leaves out',
  'not-included': 'that no include pattern names',
  'too-deep': 'more links away than the depth limit',
  endless: 'of a kind that has no end, such as calendars and filters',
  'not-text': 'that are no pages of text',
  'off-site': 'on other sites',
  'robots-forbidden': 'that robots.txt forbids',
  'rules-unread': 'on hosts whose robots.txt could not be read',
  budget: 'beyond the page budget, which better pages use up',
};
