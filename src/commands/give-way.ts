import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../clock.ts'

/** Nobody has asked for anything for so long: whoever clicks on is not kept waiting by what runs meanwhile. */
const CALM_MS = 30
/** News of an event may come so late in a rush, and no later. */
const LATEST_MS = 5_000

/** Lets work that nobody waits for stand back while people are answered by the same process. */
export interface GivingWay {
  /** Note who asks. */
  watch(server: Server): void
  /**
   * Until nobody asks, or until work that was given at `since` (by the real clock) can wait no longer.
   * @param latestMs where it may not wait as long as news may
   */
  wait(since: Date, latestMs?: number): Promise<void>
}

export function openGivingWay({ calmMs = CALM_MS, latestMs = LATEST_MS } = {}): GivingWay {
  const real = systemClock()
  let askedAt = Number.NEGATIVE_INFINITY
  const noteAsked = () => {
    askedAt = performance.now()
  }
  return {
    watch(server) {
      server.on('request', (_request, response) => {
        noteAsked()
        response.once('finish', noteAsked)
      })
    },
    async wait(since, atMostMs = latestMs) {
      for (;;) {
        const calmFor = performance.now() - askedAt
        const age = real.now().getTime() - since.getTime()
        if (calmFor >= calmMs || age >= atMostMs) return
        await pause(Math.min(calmMs - calmFor, atMostMs - age), undefined, { ref: false })
      }
    },
  }
}
