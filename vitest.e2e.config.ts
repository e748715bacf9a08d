import { defineConfig } from 'vitest/config';

/** End-to-end and fault tests: real processes, real Chromium, one file after the other on a machine of two cores. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts', 'test/crash/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    env: { TZ: 'UTC' },
  },
});
