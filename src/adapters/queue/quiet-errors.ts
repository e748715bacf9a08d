import type { Log } from '../../ports.ts';

/** Between two lines about the same trouble. A full Redis makes one idle worker report thousands of errors a second. */
const quietSeconds = 10;

/**
 * An error listener that logs each kind of trouble once in ten seconds, with how many were left out. Holds neither
 * stacks nor addresses with passwords.
 */
export function quietErrors(log: Log, where: string): (error: Error) => void {
  const last = new Map<string, { at: number; left: number }>();
  return (error) => {
    const text = withoutPasswords(error.message || error.name);
    const seen = last.get(text);
    const now = performance.now();
    if (seen && now - seen.at < quietSeconds * 1000) {
      seen.left += 1;
      return;
    }
    // Messages that hold a job's id are all different: without a bound a long outage would fill the memory.
    if (last.size > 100) last.clear();
    last.set(text, { at: now, left: 0 });
    log('warn', `Queue ${where}: ${text}`, seen && seen.left > 0 ? { repeated: seen.left } : undefined);
  };
}

/** A text in which `scheme://user:secret@host` has lost its user and secret. */
export function withoutPasswords(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1');
}
