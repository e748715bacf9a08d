import { runWorker } from '../src/compose.ts';

await runWorker('extract');
