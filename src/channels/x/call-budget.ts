/** The day's calls, which cost money: what is above the cap waits for the next day. */
export interface CallBudget {
  /** Count one call before it is made. @returns null when it may be made, else the seconds until it may */
  spend(): Promise<number | null>
}

export function openCallBudget(
  deps: {
    readonly countCalls: (calls: number) => Promise<number>
    readonly clock: { now(): Date }
  },
  callsPerDay: number,
): CallBudget {
  return {
    async spend() {
      const used = await deps.countCalls(1)
      if (used <= callsPerDay) return null
      // Not made, so not counted.
      await deps.countCalls(-1)
      return secondsToTomorrow(deps.clock.now())
    },
  }
}

/** X counts days in UTC. */
function secondsToTomorrow(now: Date): number {
  const tomorrow = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)
  return Math.ceil((tomorrow - now.getTime()) / 1_000)
}
