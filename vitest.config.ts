import { defineConfig } from 'vitest/config'

/** Tests stand beside the code (src) or hold several parts together (test); all use one real PostgreSQL. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A worker reads the code once and not for each file: a fifth of the whole run. Files share no database.
    isolate: false,
    // A slow, shared machine is not a defect; what must be quick is measured in bench/.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
