import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process of ours, with the most memory that it was seen to hold. */
export interface MeasuredProcess {
  child: ChildProcess;
  /** Megabytes resident, at most; Linux only. */
  peak(): number;
  /** Seconds of processor used so far; Linux only. */
  processor(): number;
  /** Its exit code. */
  ended: Promise<number | null>;
}

/** Milliseconds between two looks: what the kernel tells is the peak so far, so only the last moments can be missed. */
const lookEvery = 100;

/** Starts a program with Node and watches its memory. */
export function measuredProcess(args: string[], env: NodeJS.ProcessEnv): MeasuredProcess {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let most = 0;
  let used = 0;
  const look = setInterval(() => {
    most = Math.max(most, peakOf(child.pid));
    used = Math.max(used, processorOf(child.pid));
  }, lookEvery);
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      clearInterval(look);
      resolve(code);
    }),
  );
  return { child, peak: () => most, processor: () => used, ended };
}

function peakOf(pid: number | undefined): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    // It has just ended.
    return 0;
  }
}

/** Linux counts processor time in hundredths of a second. */
const ticks = 100;

function processorOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticks;
  } catch {
    return 0;
  }
}
