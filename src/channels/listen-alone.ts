import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import type { ChannelName, Db } from '../db/index.ts'

/** A worker that dies is followed by another after so long. */
const LEASE_MS = 60_000
const RENEW_MS = 15_000

export interface ListenDeps {
  readonly db: Db
  readonly clock: Clock
}

/**
 * Listen on a channel in one worker only, until the signal: several would ask its provider several times, and each call
 * may cost money. Another takes over when this one ends.
 */
export async function listenAlone(
  deps: ListenDeps,
  channel: ChannelName,
  listen: (signal: AbortSignal) => Promise<void>,
  {
    signal,
    onFault,
    everyMs = RENEW_MS,
  }: {
    readonly signal: AbortSignal
    readonly onFault: (error: unknown) => void
    readonly everyMs?: number
  },
): Promise<void> {
  const listener = randomUUID()
  while (!signal.aborted) {
    try {
      if (await takeLease(deps, channel, listener)) {
        await listenWhileLeased(deps, channel, listener, listen, { signal, everyMs })
      }
    } catch (error) {
      // One channel's fault ends neither the others nor its own next try.
      onFault(error)
    }
    await pause(everyMs, signal)
  }
}

async function listenWhileLeased(
  deps: ListenDeps,
  channel: ChannelName,
  listener: string,
  listen: (signal: AbortSignal) => Promise<void>,
  { signal, everyMs }: { signal: AbortSignal; everyMs: number },
): Promise<void> {
  const lost = new AbortController()
  const over = AbortSignal.any([signal, lost.signal])
  const listening = listen(over).finally(() => lost.abort())
  const renewing = renew(deps, channel, listener, { over, lost, everyMs })
  try {
    await listening
  } finally {
    await renewing
    await giveLease(deps, channel, listener)
  }
}

/** Keep the lease while we listen; stop listening when it went to another, as after a long pause of this machine. */
async function renew(
  deps: ListenDeps,
  channel: ChannelName,
  listener: string,
  { over, lost, everyMs }: { over: AbortSignal; lost: AbortController; everyMs: number },
): Promise<void> {
  while (!over.aborted) {
    await pause(everyMs, over)
    if (over.aborted) return
    // A database out of reach is no reason to stop: nobody else can take the lease either.
    const isOurs = await takeLease(deps, channel, listener).catch(() => true)
    if (!isOurs) lost.abort()
  }
}

async function takeLease(
  { db, clock }: ListenDeps,
  channel: ChannelName,
  listener: string,
): Promise<boolean> {
  const now = clock.now()
  const until = new Date(now.getTime() + LEASE_MS)
  const row = await db
    .insertInto('channel_health')
    .values({ channel, listener, listener_until: until })
    .onConflict((conflict) =>
      conflict
        .column('channel')
        .doUpdateSet({ listener, listener_until: until })
        .where((where) =>
          where.or([
            where('channel_health.listener', 'is', null),
            where('channel_health.listener', '=', listener),
            where('channel_health.listener_until', '<', now),
          ]),
        ),
    )
    .returning('listener')
    .executeTakeFirst()
  return row?.listener === listener
}

async function giveLease({ db }: ListenDeps, channel: ChannelName, listener: string): Promise<void> {
  await db
    .updateTable('channel_health')
    .set({ listener: null, listener_until: null })
    .where('channel', '=', channel)
    .where('listener', '=', listener)
    .execute()
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}
