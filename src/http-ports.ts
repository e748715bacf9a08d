/** The way to vendors' hosts, as types. */

export interface HttpRequest {
  url: string;
  /** Decoded bytes after which reading stops with `too-large`. */
  maxBytes: number;
  /** Seconds for everything: connecting, redirects, the whole body. The time that `allow` takes does not count. */
  seconds: number;
  etag?: string | null;
  lastModified?: string | null;
  /** Asked before each hop, the first included; false ends the request as `refused`. Robots and scope live here. */
  allow?: (url: string) => boolean | Promise<boolean>;
  signal?: AbortSignal;
}

/** What came of one GET. Never throws for what the network or a server does; a cancelled signal gives `cancelled`. */
export type HttpReply =
  | {
      kind: 'answer';
      /** Where redirects ended. */
      url: string;
      status: number;
      /** Lower-case names. */
      headers: Record<string, string>;
      /** Decoded; empty for 304. */
      body: Uint8Array;
      milliseconds: number;
    }
  | {
      kind: 'refused';
      /** `private-address`, `scheme`, `port`, `userinfo`, `redirects`, `not-allowed`, `encoding`. */
      cause: string;
      url: string;
      reason: string;
    }
  | { kind: 'too-large' | 'timed-out' | 'cancelled'; url: string; reason: string }
  | { kind: 'failed'; cause: string; url: string; reason: string };

/** The only way to a vendor's host. */
export interface Http {
  get(request: HttpRequest): Promise<HttpReply>;
}

export interface TurnRequest {
  /** Host name and port. */
  host: string;
  /** Turns that may be held at the same time. */
  atOnce: number;
  /** Seconds between the starts of two turns; null where the host's rules are not known yet. */
  gapSeconds: number | null;
  /** Seconds after which the turn ends by itself, because its process was killed. */
  leaseSeconds: number;
  /** Seconds that the caller is ready to wait. */
  patienceSeconds: number;
  signal: AbortSignal;
}

/** The right to send one request to a host. */
export interface HostTurn {
  /** Gives it back, and leaves the host alone for so many seconds. Never rejects: a turn that is lost runs out. */
  end(restSeconds: number): Promise<void>;
}

/** Turns at hosts, over every process that shares the store: first come, first served. */
export interface HostTurns {
  /** A turn when it is the caller's; null where the patience ended or the signal aborted first. */
  take(request: TurnRequest): Promise<HostTurn | null>;
  /** Says that the rules of a host ask for so many seconds between two requests; holds for every process from now on. */
  tellGap(host: string, seconds: number): Promise<void>;
}
