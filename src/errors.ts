import type { StageName } from './domain/closed-lists.ts';

interface FailureText {
  /** A short code, such as `unreachable` or `not-english`. */
  cause: string;
  /** What was tried and seen, one sentence. */
  reason: string;
  /** What to do next, one sentence. */
  advice: string;
  /** Whether the queue should try the same thing again. */
  retryable: boolean;
  /** How long the queue should wait before that; its own doubling delay unless given. */
  waitSeconds?: number;
}

/** The outside world failed in a way it may. A bug is a plain error and is never turned into one of these. */
export class PipelineError extends Error {
  readonly code: string;
  readonly reason: string;
  readonly advice: string;
  readonly retryable: boolean;
  readonly waitSeconds: number | null;
  readonly stage: StageName | null;

  constructor(text: FailureText & { stage?: StageName }, options?: ErrorOptions) {
    super(`${text.reason} ${text.advice}`, options);
    this.name = 'PipelineError';
    this.code = text.cause;
    this.reason = text.reason;
    this.advice = text.advice;
    this.retryable = text.retryable;
    this.waitSeconds = text.waitSeconds ?? null;
    this.stage = text.stage ?? null;
  }
}

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 412 | 414 | 422 | 428 | 429;

/** A person asked for something that cannot be: says what was wrong, where, and what to do. Becomes a problem document. */
export class Refused extends Error {
  readonly status: RefusalStatus;
  /** A short code, such as `unknown-vendor`. */
  readonly code: string;
  readonly advice: string;
  /** Field or row paths and what is wrong there. */
  readonly details: readonly { path: string; message: string }[];
  /** For 429: seconds until it is worth asking again. */
  readonly retryAfterSeconds: number | null;

  constructor(refusal: {
    status: RefusalStatus;
    code: string;
    message: string;
    advice?: string;
    details?: readonly { path: string; message: string }[];
    retryAfterSeconds?: number;
  }) {
    super(refusal.message);
    this.name = 'Refused';
    this.status = refusal.status;
    this.code = refusal.code;
    this.advice = refusal.advice ?? '';
    this.details = refusal.details ?? [];
    this.retryAfterSeconds = refusal.retryAfterSeconds ?? null;
  }
}

/** The program cannot start or a command was used wrongly; `exitCode` 2 means wrong usage, 1 a failure of the work. */
export class UsageError extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message);
    this.name = 'UsageError';
    this.exitCode = exitCode;
  }
}
