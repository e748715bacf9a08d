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

/** A function that takes every form of the secrets out of a text: as they are, base64, URL-encoded, JSON-escaped. */
export function secretHider(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.filter((secret) => secret.length >= shortestSecret).flatMap(formsOf));
  // The longest first, or a form inside another would leave the other's rest standing.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((line, form) => line.replaceAll(form, '[hidden]'), text);
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    // Without the padding: inside a longer base64 text there is none.
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
}
