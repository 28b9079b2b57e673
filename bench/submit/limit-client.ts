import pg from 'pg'
import type { LimitOrder } from './limit-order.ts'
import { type Round, roundOf } from './statistics.ts'

/** Stands in for pgbench on machines without it: a process that only inserts, `LimitOrder` in, `Round` out. */
process.once('message', (order: LimitOrder) => {
  insertAll(order).then(
    (round) => process.send?.(round),
    (error) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function insertAll({ databaseUrl, statements, concurrency, seconds }: LimitOrder): Promise<Round> {
  const clients = await Promise.all(
    Array.from({ length: concurrency }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      return client
    }),
  )
  const latencies: number[] = []
  const begin = performance.now()
  const until = begin + seconds * 1_000
  await Promise.all(
    clients.map(async (client) => {
      for (let turn = 0; performance.now() < until; turn++) {
        const index = turn % statements.length
        const sentAt = performance.now()
        await client.query({ name: `limit ${index}`, text: statements[index] ?? '' })
        latencies.push(performance.now() - sentAt)
      }
    }),
  )
  const round = roundOf(latencies, (performance.now() - begin) / 1_000)
  await Promise.all(clients.map((client) => client.end()))
  return round
}
