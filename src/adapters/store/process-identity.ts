import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What tells one process from all others that ever had its number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in whatever unit the system gives; null where the system does not say. */
  startedAt: string | null;
  /**
   * Where its number means something: machine, boot and process-number space. Two containers share a machine and its
   * boot, yet both have a process 1.
   */
  place: string;
}

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, startedAt: startOf(process.pid), place: place() };
}

/**
 * Whether the process still runs; `unknown` when its number belongs to another machine or container, or when the system
 * does not say when processes start: then only its heartbeat can tell.
 */
export function isRunning(identity: ProcessIdentity): 'yes' | 'no' | 'unknown' {
  if (identity.place !== place()) return 'unknown';
  if (!exists(identity.pid)) return 'no';
  const startedAt = startOf(identity.pid);
  if (startedAt === null || identity.startedAt === null) return 'unknown';
  return startedAt === identity.startedAt ? 'yes' : 'no';
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may hold spaces; field 22 is counted from the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not noticed.
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? null);
  } catch {
    return startFromPs(pid);
  }
}

function startFromPs(pid: number): string | null {
  if (process.platform !== 'darwin') return null;
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 1000 }).trim() || null;
  } catch {
    return null;
  }
}

function place(): string {
  return [
    hostname(),
    quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    quietly(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ');
}

function quietly(read: () => string): string {
  try {
    return read();
  } catch {
    return '-';
  }
}
