/** Nobody wants a phone to ring for news at night; what cannot wait (a code) is sent at once. Local hours. */
const QUIET = { from: 21, until: 6 }
const DAY_MS = 86_400_000

/** When to send something that can wait: now, or at six in the morning where the institution is. */
export function afterQuietHours(now: Date, timeZone: string): Date {
  const parts = clockOf(timeZone).formatToParts(now)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0)
  const hour = part('hour')
  if (hour < QUIET.from && hour >= QUIET.until) return now
  const sinceMidnight = ((hour * 60 + part('minute')) * 60 + part('second')) * 1_000
  const morning = QUIET.until * 3_600_000
  // Indonesia's zones have no summer time: a day is always as long.
  return new Date(now.getTime() + ((morning - sinceMidnight + DAY_MS) % DAY_MS))
}

/** Making one costs more than all that is done with it; there are few zones. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  clocks.set(timeZone, clock)
  return clock
}
