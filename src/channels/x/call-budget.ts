/** The day's calls, which cost money: what is above the cap waits for the next day. */
export interface CallBudget {
  /** Count one call before it is made. @returns null when it may be made, else the seconds until it may */
  spend(): Promise<number | null>
  /** Add what a call cost, by the price list. */
  charge(item: Priced, times?: number): Promise<void>
}

/** Adds calls and their cost in millionths of a US dollar to today's. @returns today's calls */
export type CountCalls = (calls: number, costMicros: number) => Promise<number>

/**
 * X's price list of 2026 in millionths of a US dollar (docs.x.com/x-api/getting-started/pricing): reading one's own
 * mentions is an owned read, and what is read is paid by the piece, what is written by the call.
 */
const PRICES = {
  mention_read: 1_000,
  message_read: 10_000,
  post: 15_000,
  message: 15_000,
} as const
type Priced = keyof typeof PRICES

export function openCallBudget(
  deps: { readonly countCalls: CountCalls; readonly clock: { now(): Date } },
  callsPerDay: number,
): CallBudget {
  return {
    async spend() {
      const used = await deps.countCalls(1, 0)
      if (used <= callsPerDay) return null
      // Not made, so not counted.
      await deps.countCalls(-1, 0)
      return secondsToTomorrow(deps.clock.now())
    },
    async charge(item, times = 1) {
      if (times > 0) await deps.countCalls(0, PRICES[item] * times)
    },
  }
}

/** X counts days in UTC. */
function secondsToTomorrow(now: Date): number {
  const tomorrow = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)
  return Math.ceil((tomorrow - now.getTime()) / 1_000)
}
