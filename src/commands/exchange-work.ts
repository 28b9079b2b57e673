import { setTimeout as pause } from 'node:timers/promises'
import { listen } from '../db/index.ts'
import { DELIVERY_LANES, deliverWebhooks, fetchFilesDue, handOverDue, passOnDue } from '../exchange/index.ts'
import type { AppContext } from '../http/index.ts'
import { LIVE_CHANNEL } from '../reports/index.ts'
import { openAlarm, pump } from './pump.ts'

/** The first lane looks twice a second for what nobody woke it for, such as what is tried again; the others seldom. */
const OTHER_LANES_IDLE_MS = 3_000
/** What so short a time brings is looked at together. */
const BREATH_MS = 50

/** Tell other systems what concerns them until `stop`, which waits for what is under way. */
export function startExchangeWork(context: AppContext): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const options = { signal: stopping.signal, log: context.log }
  const deps = { ...context, baseUrl: context.config.baseUrl }
  const toDeliver = Array.from({ length: DELIVERY_LANES }, openAlarm)
  const busy = new Set<number>()
  /** Whoever finds something wakes the next, as there may be more; mostly there is none. */
  const wakeOne = () => toDeliver.find((_, lane) => !busy.has(lane))?.ring()
  const deliver = async (lane: number) => {
    busy.add(lane)
    try {
      return await deliverWebhooks(context, 1, wakeOne)
    } finally {
      busy.delete(lane)
    }
  }
  const changed = openAlarm()
  let hasHeard = false
  const listener = listen(context.database.url, LIVE_CHANNEL, {
    onMessage: () => {
      hasHeard = true
      changed.ring()
    },
    onGap: () => changed.ring(),
  })
  let lookedAt = Number.NEGATIVE_INFINITY
  const passOn = async () => {
    const early = lookedAt + BREATH_MS - performance.now()
    if (early > 0) await pause(early, undefined, { signal: stopping.signal })
    lookedAt = performance.now()
    const heard = hasHeard
    hasHeard = false
    const looked = await passOnDue(deps)
    // A change may have queued its own.
    if (looked > 0 || heard) wakeOne()
    return looked
  }
  const running = [
    pump('passing on to other systems', passOn, { ...options, alarm: changed }),
    pump('handing over by Open311', () => handOverDue(deps), { ...options, idleMs: 5_000 }),
    pump('files of other systems', () => fetchFilesDue(context), options),
    // Each by itself: one that waits for a slow receiver keeps none of the others.
    ...toDeliver.map((alarm, lane) =>
      pump('calls to other systems', () => deliver(lane), {
        ...options,
        ...(lane === 0 ? {} : { idleMs: OTHER_LANES_IDLE_MS }),
        alarm,
      }),
    ),
  ]
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
      await listener.close()
    },
  }
}
