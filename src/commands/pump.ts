import type { FastifyBaseLogger } from 'fastify'

/** A queue in the database is asked so often while it is empty; a person who waits for an answer does not notice. */
const IDLE_MS = 500
const AFTER_FAULT_MS = 5_000

/**
 * Work on a queue until the signal: at once while there is work, twice a second while there is none.
 * @param work takes what is due and tells how many it took
 */
export async function pump(
  name: string,
  work: () => Promise<number>,
  options: {
    readonly signal: AbortSignal
    readonly log: FastifyBaseLogger
    readonly idleMs?: number
  },
): Promise<void> {
  const { signal, log, idleMs = IDLE_MS } = options
  while (!signal.aborted) {
    try {
      if ((await work()) === 0) await pause(idleMs, signal)
    } catch (error) {
      if (signal.aborted) return
      log.error({ err: error }, `${name} failed`)
      await pause(AFTER_FAULT_MS, signal)
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
  })
}
