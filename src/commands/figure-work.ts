import type { AppContext } from '../http/index.ts'
import { countChanges } from '../statistics/index.ts'
import { pump } from './pump.ts'

/** Figures are promised within five seconds; a second of waiting leaves room for the counting itself. */
const IDLE_MS = 1_000

/** Keep the figures current until `stop`, which waits for what is under way. */
export function startFigureWork(context: AppContext): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = pump('counting figures', () => countChanges(context.db), {
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
