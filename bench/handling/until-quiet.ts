import { setTimeout as pause } from 'node:timers/promises'
import { processorTime } from './processor-time.ts'

/** In a second: below it, nothing but timers runs. */
const QUIET_MS = 150
const SECONDS = 3

/**
 * Wait until a server has done what it does of itself after a start, as publishing the day's open data: what is
 * measured afterwards is what was asked for.
 * @throws when it works on for longer than `patienceSeconds`
 */
export async function untilQuiet(dataDir: string, patienceSeconds = 1_800): Promise<void> {
  let quiet = 0
  for (let second = 0; second < patienceSeconds && quiet < SECONDS; second += 1) {
    const before = processorTime(dataDir)
    await pause(1_000)
    const after = processorTime(dataDir)
    if (before === null || after === null) return
    quiet = after - before < QUIET_MS ? quiet + 1 : 0
  }
  if (quiet < SECONDS) throw new Error('the server is still at work on its own')
}
