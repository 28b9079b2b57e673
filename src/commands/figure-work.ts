import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../clock.ts'
import { listen } from '../db/index.ts'
import type { AppContext } from '../http/index.ts'
import { COUNTED_AT_ONCE, countChanges, FIGURES_CHANNEL, nextBatch } from '../statistics/index.ts'
import type { GivingWay } from './give-way.ts'
import { openAlarm, pump } from './pump.ts'

/** Figures are promised within five seconds also while the connection that wakes us is broken. */
const IDLE_MS = 3_000
/** What two seconds bring is counted together, which costs hardly more than to count one change. */
const BREATH_MS = 2_000

/** Counting stands back for people so long at most: with the breath and the counting itself it stays within the five. */
const GIVES_WAY_MS = 2_000

interface FigureWorkOptions {
  /** Waits while people are answered by this process. */
  readonly giveWay?: GivingWay['wait']
  readonly idleMs?: number
  readonly breathMs?: number
  readonly onIdle?: () => void
}

/** Keep the figures current until `stop`, which waits for what is under way. Each change wakes it. */
export function startFigureWork(
  context: AppContext,
  { breathMs = BREATH_MS, giveWay, ...options }: FigureWorkOptions = {},
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const alarm = openAlarm()
  const listener = listen(context.database.url, FIGURES_CHANNEL, {
    onMessage: () => alarm.ring(),
    onGap: () => alarm.ring(),
  })
  const real = systemClock()
  let notBefore = 0
  let batch = COUNTED_AT_ONCE
  const count = async () => {
    const early = notBefore - performance.now()
    if (early > 0) await pause(early, undefined, { signal })
    await giveWay?.(real.now(), GIVES_WAY_MS)
    const counted = await countChanges(context.db, batch)
    const more = counted >= batch
    batch = nextBatch(batch, counted)
    notBefore = more ? 0 : performance.now() + breathMs
    return more ? counted : 0
  }
  const running = pump('counting figures', count, {
    idleMs: IDLE_MS,
    ...options,
    signal,
    log: context.log,
    alarm,
  })
  return {
    stop: async () => {
      stopping.abort()
      await running
      await listener.close()
    },
  }
}
