import { pino, stdSerializers } from 'pino';
import type { Log } from '../ports.ts';

export interface LogSettings {
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Configured values that no line may show. */
  secrets: readonly string[];
  /** Standard output for servers; standard error where standard output holds a command's result. */
  to?: 'stdout' | 'stderr';
  /** Takes the lines instead, for tests. */
  write?: (line: string) => void;
}

/** Shorter values are words that occur anywhere; hiding them would hide the log. No key is that short. */
const shortestSecret = 6;

/** One JSON object a line. Whatever came before, each line loses every configured secret as it is written. */
export function openLog(settings: LogSettings): Log {
  const hide = secretHider(settings.secrets);
  const options = {
    level: settings.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: stdSerializers.err },
    hooks: { streamWrite: hide },
  };
  // Written at once: the last line before a crash is the one that is needed.
  const logger = settings.write
    ? pino(options, { write: settings.write })
    : pino(options, pino.destination({ fd: settings.to === 'stderr' ? 2 : 1, sync: true }));
  return (level, text, detail) => logger[level](detail ?? {}, text);
}

/** A function that takes every form of the secrets out of a text: as they are, JSON-escaped, URL-encoded, base64. */
export function secretHider(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.filter((secret) => secret.length >= shortestSecret).flatMap(formsOf));
  // The longest first, or a form inside another would leave the other's rest standing.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((line, form) => line.replaceAll(form, '[hidden]'), text);
}

function formsOf(secret: string): string[] {
  const escaped = inJson(secret);
  return [
    secret,
    escaped,
    // JSON that is itself a value in the line's JSON, such as a logged body.
    inJson(escaped),
    encodeURIComponent(secret),
    ...[0, 1, 2].flatMap((shift) =>
      ['base64', 'base64url'].map((kind) => base64Middle(secret, shift, kind === 'base64')),
    ),
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/**
 * The characters that the secret has in any base64 text that holds it so many bytes into a group of three: those at
 * either end that its neighbours have a part in are left out.
 */
function base64Middle(secret: string, shift: number, standard: boolean): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
  const text = bytes.toString(standard ? 'base64' : 'base64url');
  return text.slice(Math.ceil((shift * 4) / 3), Math.floor((bytes.length * 4) / 3));
}
