import { parseArgs } from 'node:util'
import { openConfiguredDatabase } from '../src/commands/open-database.ts'
import { readConfig } from '../src/config.ts'
import { verifyChains } from '../src/reports/index.ts'
import { benchFolder, dropBenchFolder, prepareBenchFolder } from './load/bench-folder.ts'

/**
 * `npm run bench -- load 1000000`: fill a database of its own with reports of five years, by COPY. Each has a life with
 * its hash-chained history, deadlines and assignments, made by the workflow's table. Stopped, it goes on where it was.
 * The folder is kept for the benches that need it; `--drop` removes it, `--verify` checks every chain at the end.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Where to; `.cache/bench-COUNT` if left out. */
    folder: { type: 'string' },
    drop: { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
  },
})
const count = Number(positionals[0] ?? 1_000_000)
if (!Number.isSafeInteger(count) || count < 1 || count > 50_000_000) {
  console.error('Say how many reports: npm run bench -- load 1000000')
  process.exit(2)
}
const folder = options.folder ?? benchFolder(count)
if (options.drop) {
  dropBenchFolder(folder)
  console.log(`Removed ${folder}`)
} else {
  const startedAt = performance.now()
  const until = await prepareBenchFolder(folder, count, (message) => console.log(`  ${message}`))
  console.log(
    `${count} reports until ${until.toISOString()} in ${folder}, after ${seconds(startedAt).toFixed(0)} s`,
  )
  if (options.verify) await verify()
}

async function verify(): Promise<void> {
  const database = await openConfiguredDatabase(readConfig({ LAPOR_DATA_DIR: folder }), () => undefined)
  try {
    const startedAt = performance.now()
    let peak = 0
    const verdict = await verifyChains(database.db, () => {
      peak = Math.max(peak, process.memoryUsage.rss())
    })
    const memory = `${(peak / 1_048_576).toFixed(0)} MB at most`
    console.log(`${JSON.stringify(verdict)} after ${seconds(startedAt).toFixed(0)} s, ${memory}`)
    if (!verdict.sound) process.exitCode = 1
  } finally {
    await database.close()
  }
}

function seconds(since: number): number {
  return (performance.now() - since) / 1000
}
