import { DELIVERY_LANES, deliverWebhooks, fetchFilesDue, handOverDue, passOnDue } from '../exchange/index.ts'
import type { AppContext } from '../http/index.ts'
import { openAlarm, pump } from './pump.ts'

/** Tell other systems what concerns them until `stop`, which waits for what is under way. */
export function startExchangeWork(context: AppContext): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const options = { signal: stopping.signal, log: context.log }
  const deps = { ...context, baseUrl: context.config.baseUrl }
  const toDeliver = Array.from({ length: DELIVERY_LANES }, openAlarm)
  const passOn = async () => {
    const looked = await passOnDue(deps)
    if (looked > 0) for (const alarm of toDeliver) alarm.ring()
    return looked
  }
  const running = [
    pump('passing on to other systems', passOn, options),
    pump('handing over by Open311', () => handOverDue(deps), { ...options, idleMs: 5_000 }),
    pump('files of other systems', () => fetchFilesDue(context), options),
    // Each by itself: one that waits for a slow receiver keeps none of the others.
    ...toDeliver.map((alarm) =>
      pump('calls to other systems', () => deliverWebhooks(context, 1), { ...options, alarm }),
    ),
  ]
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
