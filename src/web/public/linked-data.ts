import { citationsOf } from '../../actions/verify-analysis.ts';
import type { Citation, Claim, DimensionResult, FrameworkResult } from '../../domain/analysis.ts';
import type { EntryType, FrameworkId } from '../../domain/closed-lists.ts';
import { placeOfQuote } from '../../domain/edit.ts';
import type { Publication } from '../../domain/publication.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { totalText } from './framework-view.tsx';
import { categoryName, dimensionOf } from './reading.ts';

interface DataOf {
  rubric: Rubric;
  /** The address that people use, without a trailing slash. */
  site: string;
  /** Whether each statement brings its quotes; without, the pages they stand on are named once. */
  quotes: boolean;
}

type Node = Record<string, unknown>;

/**
 * A publication in the words of schema.org: a page, reviewed by the person who approved it, about a review of the product.
 * The two frameworks are two ratings with their own scales; nothing adds them. What is not assessed has no rating, because
 * any number would be one. It is no ClaimReview: a quote shows that the vendor says so, and nobody rated whether it is so.
 */
export function linkedData(publication: Publication, wanted: DataOf): Node {
  const { slug, version, analysis, approvedBy, approvedAt, publishedAt } = publication;
  const url = `${wanted.site}/vendors/${slug}`;
  return {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    '@id': url,
    url,
    name: analysis.vendor.name,
    description: analysis.summary.text,
    inLanguage: 'en',
    version: String(version),
    dateCreated: analysis.producer.createdAt,
    datePublished: publishedAt,
    dateModified: publishedAt,
    lastReviewed: approvedAt,
    reviewedBy: { '@type': 'Person', name: approvedBy },
    mainEntity: review(publication, { ...wanted, url }),
  };
}

function review({ analysis }: Publication, { url, ...wanted }: DataOf & { url: string }): Node {
  const { inpact, goals } = analysis.frameworks;
  return {
    '@type': 'Review',
    '@id': `${url}#review`,
    name: `Analysis of ${analysis.vendor.name}`,
    author: {
      '@type': 'Project',
      name: 'Assay',
      description: 'Software that drafts analyses from public documentation; a named person approves each.',
    },
    itemReviewed: product(analysis.vendor, wanted.rubric),
    ...(analysis.analysis.length > 0 ? { reviewBody: analysis.analysis.map(({ text }) => text).join(' ') } : {}),
    reviewRating: [...totalRating('inpact', inpact, wanted), ...totalRating('goals', goals, wanted)],
    ...(analysis.strengths.length > 0 ? { positiveNotes: list(analysis.strengths, wanted) } : {}),
    ...(analysis.limitations.length > 0 ? { negativeNotes: list(analysis.limitations, wanted) } : {}),
    associatedReview: [...aspects('inpact', inpact, wanted), ...aspects('goals', goals, wanted)],
    isBasedOn: pagesOf(citationsOf(analysis).map(({ citation }) => citation)),
  };
}

/** A standard or a model is no application: of those nothing is said but that somebody made them. */
const kinds: Readonly<Record<EntryType, 'SoftwareApplication' | 'SoftwareSourceCode' | 'CreativeWork'>> = {
  product: 'SoftwareApplication',
  'managed-open-source': 'SoftwareApplication',
  'cloud-service': 'SoftwareApplication',
  'self-hosted-open-source': 'SoftwareApplication',
  framework: 'SoftwareSourceCode',
  standard: 'CreativeWork',
  model: 'CreativeWork',
  'model-runtime': 'SoftwareApplication',
  registry: 'SoftwareApplication',
};

function product(
  { name, homepage, entryType, category, price }: Publication['analysis']['vendor'],
  rubric: Rubric,
): Node {
  const kind = kinds[entryType];
  return {
    '@type': kind,
    name,
    ...(webAddress(homepage) ? { url: homepage } : {}),
    ...(kind === 'SoftwareApplication' ? { applicationCategory: categoryName(rubric, category) } : {}),
    ...(price.kind === 'free-oss' ? { isAccessibleForFree: true } : {}),
  };
}

/** A framework's total on its own scale, which is that of the dimensions that could be assessed. */
function totalRating(id: FrameworkId, result: FrameworkResult, { rubric }: DataOf): Node[] {
  if (result.assessed === 0) return [];
  const lowest = Math.min(...rubric[id].levels);
  return [
    {
      '@type': 'Rating',
      name: rubric[id].name,
      reviewAspect: rubric[id].name,
      ratingValue: result.total,
      bestRating: result.max,
      worstRating: lowest * result.assessed,
      ratingExplanation: `${totalText(result)}${result.band ? `: ${result.band}` : ''}`,
    },
  ];
}

/** One review a dimension that was assessed, with its reason. */
function aspects(id: FrameworkId, { dimensions }: FrameworkResult, wanted: DataOf): Node[] {
  return dimensions.flatMap((dimension) => {
    const rating = levelRating(id, dimension, wanted);
    if (!rating) return [];
    return [
      {
        '@type': 'Review',
        name: rating.reviewAspect,
        reviewAspect: rating.reviewAspect,
        reviewRating: rating,
        reviewBody: dimension.rationale.text,
        ...grounds(
          [...dimension.rationale.citations, ...dimension.checks.flatMap(({ citations }) => citations)],
          wanted,
        ),
      },
    ];
  });
}

function levelRating(id: FrameworkId, { id: dimension, level, max }: DimensionResult, { rubric }: DataOf): Node | null {
  if (level === null) return null;
  return {
    '@type': 'Rating',
    reviewAspect: `${rubric[id].name}: ${dimensionOf(rubric, dimension)?.name ?? dimension}`,
    ratingValue: level,
    bestRating: max,
    worstRating: Math.min(...rubric[id].levels),
  };
}

function list(claims: readonly Claim[], wanted: DataOf): Node {
  return {
    '@type': 'ItemList',
    numberOfItems: claims.length,
    itemListElement: claims.map(({ text, citations }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: text,
      ...(wanted.quotes && citations.length > 0
        ? { item: { '@type': 'CreativeWork', text, ...grounds(citations, wanted) } }
        : {}),
    })),
  };
}

/** The quotes a statement rests on; each stands on a page with its address. */
function grounds(citations: readonly Citation[], { quotes }: DataOf): Node {
  if (!quotes || citations.length === 0) return {};
  const each = new Map(citations.map((citation) => [placeOfQuote(citation), citation]));
  return {
    citation: [...each.values()].map((citation) => ({
      '@type': 'Quotation',
      text: citation.quote,
      isPartOf: pageOf(citation),
    })),
  };
}

function pagesOf(citations: readonly Citation[]): Node[] {
  return [...new Map(citations.map((citation) => [citation.url, pageOf(citation)])).values()];
}

function pageOf({ url, title }: Citation): Node {
  return { '@type': 'WebPage', name: title || url, ...(webAddress(url) ? { url } : {}) };
}

/** Addresses of other kinds are shown as text everywhere; as data they would be links. */
function webAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
