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
    // No more are woken than there may be calls for; each would ask in vain.
    for (const alarm of toDeliver.slice(0, looked)) alarm.ring()
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
