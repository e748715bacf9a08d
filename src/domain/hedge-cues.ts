interface HedgeCue {
  pattern: RegExp;
  /** Counts wherever it stands in the sentence; otherwise only in the clause of the match. */
  wholeSentence: boolean;
}

const stage =
  '(?:alpha|beta|preview|tech(?:nical|nology)? preview|public preview|private preview|developer preview|early access|incubating|experimental)';

/** Words that make a statement partly true at best. */
export const hedgeCues: readonly HedgeCue[] = [
  {
    pattern: new RegExp(
      `\\b(?:(?:in|is|are|as|an?|currently|still|considered|remains?) (?:an? )?(?:closed |open |public |private )?${stage}\\b(?! (?:distribution|channel|results?|design|versions? of))|${stage} (?:features?|releases?|stage|status|state|quality|support|apis?|mode|phase|functionality|capabilit(?:y|ies)|implementation|connectors?)\\b)`,
      'i',
    ),
    wholeSentence: true,
  },
  { pattern: new RegExp(`[([]\\s*${stage}[^)\\]]{0,20}[)\\]]`, 'i'), wholeSentence: true },
  {
    pattern:
      /\b(?:experimental(?:ly)?(?! results?| design| data| setup)|work in progress|proof of concept|not (?:yet )?(?:recommended|suitable|intended|ready) for production)\b/i,
    wholeSentence: true,
  },
  {
    pattern:
      /\b(?:planned(?! (?:maintenance|downtime|shutdowns?|outages?|switch-?overs?|failovers?|dates?))|plan(?:s|ning)? to|on (?:the|our) roadmap|roadmap|coming soon|in (?:the|a) future|in future (?:releases?|versions?)|(?:future|upcoming) (?:releases?|versions?)|will be (?:added|supported|available|introduced|implemented|provided)|to be (?:added|implemented|supported)|under (?:active )?(?:development|consideration|discussion)|not yet|is being (?:developed|worked on|considered)|eventually(?! consisten)|hope to|aims? to|intends? to|proposed|proposal)\b/i,
    wholeSentence: true,
  },
  { pattern: /\b(?:deprecated|obsolete|legacy only|end[- ]of[- ]life)\b/i, wholeSentence: false },
  {
    pattern:
      /\b(?:enterprise[- ](?:edition|plan|only|version|licen[cs]e|tier|subscription|customers?)|(?:only|exclusively) (?:in|for|with|on) (?:the )?\w{0,20} ?(?:enterprise|premium|paid|commercial|pro|cloud)|commercial (?:version|edition|licen[cs]e|offering|distribution|product|support)|paid (?:plan|tier|version|edition|feature|subscription)|premium (?:plan|tier|feature|edition)|requires? an? (?:\w+ )?(?:licen[cs]e|subscription))\b/i,
    wholeSentence: true,
  },
  {
    pattern:
      /\b(?:third[- ]party|via (?:an? |the )?(?:\w+ )?(?:plug-?ins?|add-?ons?)|through (?:an? |the )?(?:\w+ )?(?:plug-?ins?|add-?ons?)|using an? (?:external|separate) (?:\w+ )?(?:plug-?in|add-?on|tool|proxy)|community[- ](?:maintained|supported|contributed|driven|provided|developed)|maintained by the community|unofficial|best[- ]effort|not (?:part of|maintained by|officially))\b/i,
    wholeSentence: true,
  },
  {
    pattern:
      /\b(?:could|you may want to|you might want to|might be able to|may be able to|partial(?:ly)?|(?:only|in) (?:part|partly)|limited support|minimal support|it is possible to (?:build|write|implement)|consider (?:using|adding|implementing|putting)|(?:we|it is) recommend(?:ed)? (?:to use|using|that you use) (?:an? )?(?:external|separate|other))\b/i,
    wholeSentence: false,
  },
];
