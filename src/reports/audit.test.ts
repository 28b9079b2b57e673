import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { logIdentityRead, verifyAccessLog } from './access-log.ts'
import { verifyChains } from './audit.ts'
import { digestParts, listDigests, makeDigests, verifyDigests } from './audit-digests.ts'

let lapor: TestContext
let works: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** Someone with the owner's rights rewrites history: no trigger stands in the way. */
async function rewrite(change: () => Promise<unknown>, table: string) {
  await sql`alter table ${sql.table(table)} disable trigger all`.execute(lapor.owner)
  await change()
  await sql`alter table ${sql.table(table)} enable trigger all`.execute(lapor.owner)
}

test('each reading of an identity is chained per report, also of many at once, and cannot be changed', async () => {
  const { context } = lapor
  const { id } = await lapor.report()
  const { id: other } = await lapor.report()
  await Promise.all(
    [id, id, other, id].map((report) => logIdentityRead(context, works.staff, report, 'console')),
  )
  const rows = await context.db.selectFrom('access_log').select(['report_id', 'seq']).orderBy('seq').execute()
  expect(rows.filter((row) => row.report_id === id).map((row) => row.seq)).toEqual([1, 2, 3])
  expect(await verifyAccessLog(context.db)).toEqual({ sound: true, reads: 4 })
  await expect(context.db.deleteFrom('access_log').execute()).rejects.toThrow(/permission denied/)
  await expect(lapor.owner.deleteFrom('access_log').execute()).rejects.toThrow('append-only')
})

test('a day’s digest can be computed by anybody from its parts, and covers the days on which nobody worked', async () => {
  const { context } = lapor
  lapor.clock.set(new Date('2026-11-11T00:05:00Z'))
  await makeDigests(context.db, lapor.clock.now())
  lapor.clock.set(new Date('2026-11-14T00:05:00Z'))
  await makeDigests(context.db, lapor.clock.now())
  await makeDigests(context.db, lapor.clock.now())
  const digests = await listDigests(context.db, { before: null, limit: 10 })
  expect(digests.map(({ day, reads }) => [day, reads])).toEqual([
    ['2026-11-13', 0],
    ['2026-11-12', 0],
    ['2026-11-11', 0],
    ['2026-11-10', 4],
  ])
  const parts = await digestParts(context.db, '2026-11-10')
  const computed = createHash('sha256')
    .update(Buffer.concat(parts ?? []))
    .digest('hex')
  expect(computed).toBe(digests.at(-1)?.hash.toString('hex'))
  expect(await digestParts(context.db, '2026-11-14')).toBeNull()
  expect(await verifyDigests(context.db)).toEqual({ sound: true, days: 4 })
})

test('a changed entry, a reading that was cut off and a day that was rewritten are each found and named', async () => {
  const { context, owner } = lapor
  const { id, trackingNumber } = await lapor.report()
  await logIdentityRead(context, works.staff, id, 'console')
  await logIdentityRead(context, works.staff, id, 'api')
  lapor.clock.set(new Date('2026-11-15T00:05:00Z'))
  await makeDigests(context.db, lapor.clock.now())

  await rewrite(
    () => sql`delete from access_log where report_id = ${id} and seq = 2`.execute(owner),
    'access_log',
  )
  expect(await verifyAccessLog(context.db)).toMatchObject({ sound: true })
  expect(await verifyDigests(context.db)).toEqual({ sound: false, day: '2026-11-14' })
  await rewrite(
    () => sql`update access_log set channel = 'api' where report_id = ${id} and seq = 1`.execute(owner),
    'access_log',
  )
  expect(await verifyAccessLog(context.db)).toEqual({ sound: false, trackingNumber, seq: 1 })
  await rewrite(
    () => sql`update report_events set channel = 'sms' where report_id = ${id} and seq = 2`.execute(owner),
    'report_events',
  )
  expect(await verifyChains(context.db)).toEqual({ sound: false, trackingNumber, seq: 2, problem: 'hash' })
})
