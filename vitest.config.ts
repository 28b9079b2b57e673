import { defineConfig } from 'vitest/config'

const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } } as const
const shared = {
  pool: 'forks',
  // A slow, shared machine is not a defect.
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const

/** Tests stand beside the code (src) or hold several parts together (test); all use one real PostgreSQL. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    projects: [
      {
        ...jsx,
        test: {
          ...shared,
          name: 'behaviour',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['test/budgets/**'],
          maxWorkers: 2,
          // A worker reads the code once and not for each file: a fifth of the whole run. Files share no database.
          isolate: false,
        },
      },
      {
        ...jsx,
        test: {
          ...shared,
          name: 'budgets',
          include: ['test/budgets/**/*.test.ts'],
          maxWorkers: 1,
          // What is measured here is measured alone, after everything else has ended.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
