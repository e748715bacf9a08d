import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/**
 * Preloaded into a process of the product (`node --import`): watches its event loop from the message `begin` on, and answers
 * `end` with what it saw, in milliseconds. Threads of the process inherit the preload and are left alone.
 */
if (isMainThread && process.send) {
  // Node's own default: a sample every ten milliseconds, so that a loop with nothing to do shows about ten.
  const every = 10;
  const delay = monitorEventLoopDelay({ resolution: every });
  const inMilliseconds = (nanoseconds) => nanoseconds / 1e6;
  // What the loop's thread itself worked between two timers: where others want the processor too, delays hold waiting for it.
  const works = [];
  let worked = 0;
  let looking;
  const look = () => {
    const now = processorOfThread();
    works.push(now - worked);
    worked = now;
  };
  process.on('message', (message) => {
    if (message === 'begin') {
      worked = processorOfThread();
      delay.reset();
      delay.enable();
      looking = setInterval(look, every);
    }
    if (message === 'end') {
      delay.disable();
      clearInterval(looking);
      works.sort((a, b) => a - b);
      process.send({
        p50: inMilliseconds(delay.percentile(50)),
        p99: inMilliseconds(delay.percentile(99)),
        most: inMilliseconds(delay.max),
        samples: delay.count,
        ownP99: works[Math.floor(works.length * 0.99)] ?? 0,
        ownMost: works.at(-1) ?? 0,
      });
    }
  });
  // The watching must not keep the process alive.
  process.channel?.unref();
}

/** Milliseconds of processor that the event loop's thread has used; Linux only. */
function processorOfThread() {
  const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}
