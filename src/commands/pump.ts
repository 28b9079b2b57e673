import type { FastifyBaseLogger } from 'fastify'

/** A queue in the database is asked so often while it is empty; a person who waits for an answer does not notice. */
const IDLE_MS = 500
const AFTER_FAULT_MS = 5_000

export interface PumpOptions {
  readonly signal: AbortSignal
  readonly log: FastifyBaseLogger
  readonly idleMs?: number
  /** Ends a wait before its time. */
  readonly alarm?: Alarm
  /** Called each time there is nothing left to do. */
  readonly onIdle?: () => void
}

/** Something that wakes who waits; a ring while nobody waits ends the next wait at once. */
export interface Alarm {
  ring(): void
  /** Until the next ring, the end of the time, or the signal. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
}

export function openAlarm(): Alarm {
  let rung = false
  let wake = () => {}
  return {
    ring() {
      rung = true
      wake()
    },
    async wait(milliseconds, signal) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer)
            signal.removeEventListener('abort', done)
            resolve()
          }
          const timer = setTimeout(done, milliseconds)
          signal.addEventListener('abort', done)
          wake = done
        })
      }
      rung = false
    },
  }
}

/**
 * Work on a queue until the signal: at once while there is work; while there is none, when the alarm rings or twice a
 * second.
 * @param work takes what is due and tells how many it took
 */
export async function pump(name: string, work: () => Promise<number>, options: PumpOptions): Promise<void> {
  const { signal, log, idleMs = IDLE_MS, alarm = openAlarm(), onIdle } = options
  while (!signal.aborted) {
    try {
      if ((await work()) > 0) continue
      onIdle?.()
      await alarm.wait(idleMs, signal)
    } catch (error) {
      if (signal.aborted) return
      log.error({ err: error }, `${name} failed`)
      await openAlarm().wait(AFTER_FAULT_MS, signal)
    }
  }
}
