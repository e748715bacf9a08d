/** Tests that take too long for `npm test`: `.ci/run` runs them after it, with the end-to-end and fault tests. */
export const longTests: readonly string[] = [
  'test/actions/planted-errors.test.ts',
  'test/change/**/*.test.ts',
  'test/cli/export.test.ts',
  'test/cli/mcp.test.ts',
  'test/evals/suites.test.ts',
  'test/proofs/any-order.test.ts',
  'test/proofs/races.test.ts',
  'test/proofs/record-chain.test.ts',
  'test/proofs/rights-table.test.ts',
  'test/proofs/tamperings.test.ts',
  'test/stages/extract/site-themes.test.ts',
  'test/stages/fetch/plan-crawl.test.ts',
  'test/stages/fetch/vendor-docs.test.ts',
  'test/web/escaping.test.ts',
  'test/web/page-cost.test.ts',
];
