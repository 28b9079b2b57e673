import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../src/clock.ts'
import { readConfig } from '../src/config.ts'
import { startEmbeddedPostgres } from '../src/db/embedded/index.ts'
import { openDatabase } from '../src/db/index.ts'
import { loadMasterKey, openSealer } from '../src/identity/index.ts'
import { startFailingKannel } from '../test/support/failing-kannel.ts'
import { sendUnderKills } from '../test/support/kill-workers.ts'
import { startRealServer } from '../test/support/real-server.ts'

/**
 * `npm run bench -- kills`: outgoing messages to a gateway that fails one call in five, by worker processes that are
 * ended with SIGKILL at random while they send. Each message must be with the gateway once by its key, or among the
 * dead letters. Said beside it: how many the gateway was handed again, which it knows by their key.
 */
const { values: options } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '20' },
  },
})
const messages = Number(options.messages)
const kills = Number(options.kills)
const dataDir = mkdtempSync(join(tmpdir(), 'lapor-bench-kills-'))
console.log('Making an empty database…')
// A whole start makes the tables, and the key with which messages are sealed.
const server = await startRealServer({ dataDir, patienceMs: 300_000 })
await server.stop()
const postgres = await startEmbeddedPostgres({ dataDir })
const { db, close } = openDatabase(postgres.url)
const gateway = await startFailingKannel(Math.random)
try {
  const begin = performance.now()
  const sealer = await openSealer(db, loadMasterKey(readConfig({ LAPOR_DATA_DIR: dataDir })), systemClock(0))
  const lapor = { db, sealer, databaseUrl: postgres.url, dataDir }
  const result = await sendUnderKills(lapor, gateway, { messages, kills, random: Math.random })
  const isReached =
    result.unaccounted === 0 &&
    result.sent + result.dead === messages &&
    result.dead === gateway.refused.size &&
    gateway.taken.size === result.sent
  if (!isReached) process.exitCode = 1
  const seconds = (performance.now() - begin) / 1_000
  console.log(`messages  ${messages}, workers killed ${kills} times, ${seconds.toFixed(0)} s`)
  console.log(`sent      ${result.sent}, each known to the gateway once by its key`)
  console.log(`dead      ${result.dead}; the gateway refuses ${gateway.refused.size} for good`)
  console.log(`calls     ${result.calls}; handed over again and known by their key: ${result.repeated}`)
  console.log(JSON.stringify({ bench: 'kills', messages, kills, seconds, ...result, goal: isReached }))
} finally {
  await gateway[Symbol.asyncDispose]()
  await close()
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
