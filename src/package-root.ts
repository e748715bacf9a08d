import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's folder: sources run from `src/`, the bundle from `dist/`, and both stand one below it. */
export const packageRoot = join(dirname(fileURLToPath(import.meta.url)), '..');
