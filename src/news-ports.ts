import type { Analysis } from './domain/analysis.ts';
import type { DraftChange } from './domain/draft-change.ts';
import type { News } from './domain/news.ts';
import type { Publication } from './domain/publication.ts';
import type { ListedPublication, PublicationCard } from './domain/publication-card.ts';
import type { Delivery, Webhook } from './domain/webhook.ts';
import type { Paged, PageRequest } from './list-ports.ts';

/** What happened in public, what stood at a time, and who is told. */

/** A publication as it stood at a time. */
export interface PastPublication {
  publication: Publication;
  /** The withdrawal that came after that time; null where none did. */
  withdrawnSince: Publication['withdrawn'];
}

/** What a list shows of one version, and when it was published. */
export interface VersionCard {
  version: number;
  at: string;
  card: PublicationCard;
}

/** A reading that ended unchanged, and the version that it belongs to. */
export interface QuietReading {
  at: string;
  /** The version whose draft waited then: that is what it found unchanged. Null where it was what was published. */
  version: number | null;
}

export interface NewsStore {
  /** Newest first; `until` leaves out what came after that instant, `version` all but the publication of that version. */
  list(request: PageRequest & { slug?: string; version?: number; until?: string }): Promise<Paged<News>>;
  /** The vendor's latest publication at an instant, or one version, as it stood then; null where there was none. */
  publicationAt(slug: string, at: string, version?: number): Promise<PastPublication | null>;
  /** The catalogue at an instant, by name. What was withdrawn since is left out unless it is asked for. */
  catalogueAt(at: string, request: PageRequest & { withdrawnSince: boolean }): Promise<Paged<ListedPublication>>;
  /** When anything was published or withdrawn, oldest first. */
  moments(): Promise<string[]>;
  /** What publications say, by id, and what opened their draft for review where it was a change draft. */
  contents(ids: readonly string[]): Promise<Map<string, { analysis: Analysis; change: DraftChange | null }>>;
  /**
   * Readings of the vendor's site that ended unchanged after `from` and not after `until`, newest first, at most so many. Of
   * those beside a draft that was never published none is told: they say nothing of what is.
   */
  quietReadings(
    slug: string,
    between: { from: string | null; until: string | null },
    limit: number,
  ): Promise<QuietReading[]>;
  /** The levels of a vendor's versions that were not withdrawn, oldest first. */
  cards(slug: string): Promise<VersionCard[]>;
}

export interface WebhookStore {
  add(webhook: Webhook & { secret: string }): Promise<void>;
  /** In the order in which they were added, each with its latest deliveries, newest first. Never their secrets. */
  list(): Promise<(Webhook & { deliveries: Delivery[] })[]>;
  /** Nothing is sent to it any more; `none` where no webhook has this id. */
  remove(id: string, by: string): Promise<'removed' | 'none'>;
  /** Takes deliveries that are due, so that no other process sends them for so many seconds. */
  take(limit: number, leaseSeconds: number): Promise<TakenDelivery[]>;
  /** Notes what came of a try. `next` is when to try again; null where it was delivered or is given up. */
  settle(id: string, end: { answer: string; delivered: boolean; next: string | null }): Promise<void>;
}

/** A delivery with what it takes to send it. */
export interface TakenDelivery {
  id: string;
  url: string;
  secret: string;
  news: News;
  /** How often it was tried before. */
  tries: number;
}

/** Sends a signed message to an address that an administrator named. */
export interface WebhookSender {
  /** Why an address can be none, as a sentence; null where it can. */
  problem(url: string): string | null;
  /** Never throws for what the network or a server does: `delivered` is a status from 200 to 299, `answer` says what came. */
  post(request: {
    url: string;
    headers: Readonly<Record<string, string>>;
    body: string;
  }): Promise<{ delivered: boolean; answer: string }>;
}
