import type { AppContext } from '../http/index.ts'
import { COUNTED_AT_ONCE, countChanges } from '../statistics/index.ts'
import { pump } from './pump.ts'

/** Figures are promised within five seconds; a second of waiting leaves room for the counting itself. */
const IDLE_MS = 1_000

/** Keep the figures current until `stop`, which waits for what is under way. */
export function startFigureWork(context: AppContext): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const count = async () => {
    const counted = await countChanges(context.db)
    // What a second brings is counted together, which costs hardly more than to count one change.
    return counted < COUNTED_AT_ONCE ? 0 : counted
  }
  const running = pump('counting figures', count, {
    signal: stopping.signal,
    log: context.log,
    idleMs: IDLE_MS,
  })
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
