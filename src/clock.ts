/** The only source of the present instant, so that tests and training can shift it. */
export interface Clock {
  now(): Date
}

const DAY_MS = 86_400_000

/** The system's clock, shifted by whole or partial days (training mode tries deadlines out so). */
export function systemClock(offsetDays = 0): Clock {
  return { now: () => new Date(Date.now() + offsetDays * DAY_MS) }
}

/** A clock that stands until it is moved; the sample and the tests play whole lives with it. */
export function settableClock(
  start: Date,
): Clock & { set(instant: Date): void; advanceHours(hours: number): void } {
  let current = start
  return {
    now: () => current,
    set: (instant) => {
      current = instant
    },
    advanceHours: (hours) => {
      current = new Date(current.getTime() + hours * 3_600_000)
    },
  }
}
