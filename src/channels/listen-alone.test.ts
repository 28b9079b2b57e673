import { expect, test } from 'vitest'
import { createTestContext } from '../../test/support/context.ts'
import { listenAlone } from './listen-alone.ts'

/** Resolves when the condition holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

const onFault = (error: unknown) => {
  throw error
}

test('of several workers one listens, and when it ends another takes over', async () => {
  await using lapor = await createTestContext()
  const began: string[] = []
  const start = (name: string) => {
    const stop = new AbortController()
    const ended = listenAlone(
      lapor.context,
      'x',
      (signal) => {
        began.push(name)
        return untilAborted(signal)
      },
      { signal: stop.signal, everyMs: 10, onFault },
    )
    return { stop: () => stop.abort(), ended }
  }
  const one = start('satu')
  await until(() => began.length === 1)
  const two = start('dua')
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(began).toEqual(['satu'])
  one.stop()
  await one.ended
  await until(() => began.length === 2)
  expect(began).toEqual(['satu', 'dua'])
  two.stop()
  await two.ended
})

test('a worker that died is followed after a minute, and stops when it wakes up again', async () => {
  await using lapor = await createTestContext()
  await lapor.context.db
    .insertInto('channel_health')
    .values({
      channel: 'x',
      listener: 'yang mati',
      listener_until: new Date(lapor.clock.now().getTime() + 60_000),
    })
    .execute()
  let ended = 0
  const stop = new AbortController()
  const listening = listenAlone(
    lapor.context,
    'x',
    async (signal) => {
      await untilAborted(signal)
      ended += 1
    },
    { signal: stop.signal, everyMs: 10, onFault },
  )
  const holder = async () =>
    (await lapor.context.db.selectFrom('channel_health').select('listener').executeTakeFirst())?.listener
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(await holder()).toBe('yang mati')
  lapor.clock.advanceHours(0.02)
  while ((await holder()) === 'yang mati') await new Promise((resolve) => setTimeout(resolve, 5))
  // Another took it while this machine stood still.
  await lapor.context.db
    .updateTable('channel_health')
    .set({ listener: 'yang lain', listener_until: new Date(lapor.clock.now().getTime() + 60_000) })
    .execute()
  await until(() => ended === 1)
  stop.abort()
  await listening
  expect(await holder()).toBe('yang lain')
})

test('a fault is told, and listening goes on', async () => {
  await using lapor = await createTestContext()
  const faults: unknown[] = []
  let times = 0
  const stop = new AbortController()
  const listening = listenAlone(
    lapor.context,
    'email',
    async (signal) => {
      times += 1
      if (times === 1) throw new Error('rusak')
      await untilAborted(signal)
    },
    { signal: stop.signal, everyMs: 10, onFault: (error) => faults.push(error) },
  )
  await until(() => times === 2)
  stop.abort()
  await listening
  expect(faults).toEqual([new Error('rusak')])
})
