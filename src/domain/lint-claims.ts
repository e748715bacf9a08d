import type { Citation, Claim } from './analysis.ts';
import { wordingDefects } from './lint-wording.ts';

/** What a claim is held against. */
export interface ClaimGround {
  /** Names and facts of the product and its neighbours that may hold digits: `Neo4j`, `Apache-2.0`. */
  names: readonly string[];
  /** Whether `permitted.attributes` is met. */
  attributesMet: boolean;
}

const certificate =
  /\b(?:SOC ?[123](?: type (?:1|2|I{1,2}))?|ISO(?:\/IEC)? ?\d{4,5}|HIPAA|GDPR|CCPA|PCI(?:[- ]DSS)?|FedRAMP|HITRUST|FIPS(?: ?140\S*)?|certified|attested|accredited|[a-z]+-compliant)\b/gi;

const serviceLevel = /\b(?:SLAs?|service[- ]level agreements?|uptime of)\b|[$€£]\s?\d/gi;

const latency = /\b(?:sub-(?:milli)?second|(?:low|lower|ultra-low)[- ]latency|latency of)\b/i;

const superlative =
  /\b(?:strongest|best(?![- ](?:practices?|effort|suited|matche?s?|guess|known|first|before))|fastest|cheapest|safest|finest|most (?:advanced|powerful|secure|popular|complete|comprehensive|scalable|widely|reliable|trusted)|(?:industry|market|world|class)[- ]leading|leading (?:platform|provider|solution|vendor|product|tool|database|engine|framework)|market leader|world[- ]class|unmatched|unrivall?ed|unparalleled|unbeatable|state[- ]of[- ]the[- ]art|cutting[- ]edge|number one|world['’]s (?:most|first|largest))\b/i;

const comparison = /\b(?:than|compared (?:to|with)|versus|vs|benchmark\w*|faster|slower)\b/i;

const attributeControl = /\bABAC\b|\battribute[- ]based\b|\bpolicy[- ]aware\b/i;

const negation =
  /\b(?:no|not|none|nothing|never|without|lacks?|lacking|missing|cannot|neither|nor|absent|unmet)\b|n['’]t\b/i;

/** Digits that stand by themselves; `k8s`, `L4`, `p99` and `OAuth2` are names. */
const number = /(?<![\p{L}\p{N}_])\d+(?:[.,:]\d+)*/gu;

/**
 * What keeps one claim from being published: one message a defect. Drafting drops every candidate that has one, so that
 * hostile or boastful source text never becomes a sentence of ours.
 */
export function claimDefects(claim: Claim, ground: ClaimGround): string[] {
  const found = wordingDefects(claim.text);
  if (found.length > 0 && claim.text.trim() === '') return found;
  if (claim.kind === 'cited' && claim.citations.length === 0) {
    found.push('The claim is marked as cited and has no citation: cite a passage, or mark it as judgement.');
  }
  if (claim.kind === 'absence' && claim.searched.length === 0) {
    found.push('The absence does not say which pages were searched: list them.');
  }
  const negated = negation.test(claim.text);
  const bare = withoutNames(claim.text, ground.names);
  if (!(claim.kind === 'absence' && negated)) found.push(...unproven(bare, claim.citations, negated));
  if (superlative.test(bare) && !claim.citations.some(({ quote }) => comparison.test(quote))) {
    found.push(
      `"${superlative.exec(bare)?.[0]}" ranks the product without a cited comparison: cite one, or say what it does.`,
    );
  }
  if (attributeControl.test(bare) && !ground.attributesMet && !negated) {
    found.push(
      'Attribute-based control is claimed while its check is not met: cite a passage for the check, or drop the claim.',
    );
  }
  return found;
}

function unproven(text: string, citations: readonly Citation[], negated: boolean): string[] {
  const quotes = citations.map(({ quote }) => quote.toLowerCase());
  const inQuote = (words: string) => quotes.some((quote) => quote.includes(words.toLowerCase()));
  const found: string[] = [];
  const bodies = [...text.matchAll(certificate)].map(([words]) => words).filter((words) => !inQuote(words));
  if (bodies.length > 0 && !negated) {
    found.push(
      `A certificate or regime ("${bodies[0]}") is implied without a citation: cite it, or write that none was found.`,
    );
  }
  if (latency.test(text) && citations.length === 0 && !negated) {
    found.push(`A latency ("${latency.exec(text)?.[0]}") stands without a citation: cite it or drop it.`);
  }
  const levels = [...text.matchAll(serviceLevel)].map(([words]) => words).filter((words) => !inQuote(words));
  if (levels.length > 0 && !negated) {
    found.push(`A service level or price ("${levels[0]}") stands without a citation: cite it or drop it.`);
  }
  const figures = [...text.matchAll(number)].map(([digits]) => digits).filter((digits) => !inQuote(digits));
  if (figures.length > 0) found.push(`The number ${figures[0]} is in none of the citations: cite it or drop it.`);
  return found;
}

function withoutNames(text: string, names: readonly string[]): string {
  // Longest first, so that "Apache-2.0" goes before "Apache".
  const longest = names.filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  return longest.reduce((left, name) => left.split(name).join(' '), text);
}
