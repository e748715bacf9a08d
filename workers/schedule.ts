import { runWorker } from '../src/compose.ts';

/** Re-adds due work that the queue lost. One is enough; several agree among themselves. */
await runWorker('schedule');
