import { deliverWebhooks, fetchFilesDue, handOverDue, passOnDue } from '../exchange/index.ts'
import type { AppContext } from '../http/index.ts'
import { pump } from './pump.ts'

/** Tell other systems what concerns them until `stop`, which waits for what is under way. */
export function startExchangeWork(context: AppContext): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const options = { signal: stopping.signal, log: context.log }
  const deps = { ...context, baseUrl: context.config.baseUrl }
  const running = [
    pump('passing on to other systems', () => passOnDue(deps), options),
    pump('handing over by Open311', () => handOverDue(deps), { ...options, idleMs: 5_000 }),
    pump('files of other systems', () => fetchFilesDue(context), options),
    pump('calls to other systems', () => deliverWebhooks(context), options),
  ]
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
