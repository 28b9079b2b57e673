import { writeFileSync } from 'node:fs'

/** Vitest's totals for the launcher. A file that cannot be loaded has no tests and counts as one that failed. */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length }
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state)
      const failed = states.filter((state) => state === 'failed').length
      counts.passed += states.filter((state) => state === 'passed').length
      counts.failed += failed === 0 && module.state() === 'failed' ? 1 : failed
    }
    writeFileSync(process.env.LAPOR_TEST_COUNTS, JSON.stringify(counts))
  }
}
