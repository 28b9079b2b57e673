import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { runInStaffScope } from '../db/index.ts'
import { loadPlace, scopeOfStaff, staffMaySee } from './actor.ts'
import { assignReport, returnReport } from './assign-report.ts'

let lapor: TestContext
let staff: readonly TestStaff[]
const ELSEWHERE = '33.74.01.1001'

beforeAll(async () => {
  lapor = await createTestContext()
  const { context } = lapor
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const works = await lapor.staff('unit_officer', 'pkl-dpupr')
  const health = await lapor.staff('unit_officer', 'pkl-dinkes')
  const other = await lapor.staff('institution_admin', 'kota-semarang')
  const reader = await lapor.staff('observer', 'kota-pekalongan')
  staff = [city, works, health, other, reader]
  await lapor.report()
  await lapor.report({ secret: true, anonymous: true })
  await lapor.report({ area_code: ELSEWHERE })
  await lapor.report({}, { confirmed: false })
  const assigned = await lapor.report()
  await assignReport(context, city.actor, assigned.trackingNumber, { institution_code: 'pkl-dpupr' })
  const returned = await lapor.report()
  await assignReport(context, city.actor, returned.trackingNumber, { institution_code: 'pkl-dpupr' })
  await returnReport(context, works.actor, returned.trackingNumber, { reason: 'Bukan ruas jalan kota kami.' })
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function readableReports(of: TestStaff): Promise<number[]> {
  return runInStaffScope(scopeOfStaff(of.staff), async () => {
    const rows = await lapor.context.db.selectFrom('reports').select('id').orderBy('id').execute()
    return rows.map(({ id }) => id)
  })
}

test('a query without any condition gives staff just the reports they may see', async () => {
  const all = await lapor.owner.selectFrom('reports').selectAll().orderBy('id').execute()
  const seen: number[] = []
  for (const one of staff) {
    const allowed: number[] = []
    for (const report of all) {
      if (staffMaySee(one.staff, await loadPlace(lapor.owner, report))) allowed.push(report.id)
    }
    expect([one.email, await readableReports(one)]).toEqual([one.email, allowed])
    seen.push(allowed.length)
  }
  // The city sees five of six, its units less, the neighbour its own.
  expect(seen).toEqual([4, 2, 0, 1, 4])
})

test('whatever belongs to a report is hidden with it, in every table there is', async () => {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'report_id' and table_name in
      (select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace)
    order by 1
  `.execute(lapor.owner)
  expect(tables.length).toBeGreaterThan(10)
  for (const one of staff) {
    const allowed = await readableReports(one)
    for (const { name } of tables) {
      const seen = await runInStaffScope(scopeOfStaff(one.staff), () =>
        sql<{ report_id: number | null }>`select distinct report_id from ${sql.table(name)}`.execute(
          lapor.context.db,
        ),
      )
      const foreign = seen.rows.filter(({ report_id }) => report_id !== null && !allowed.includes(report_id))
      expect([name, foreign]).toEqual([name, []])
    }
  }
})

test('the scope ends with the request: the same pool shows the next one everything that is its own', async () => {
  const [, works] = staff
  if (works === undefined) throw new Error('no officer')
  const count = async () => (await lapor.context.db.selectFrom('reports').select('id').execute()).length
  const narrow = () => runInStaffScope(works.staff.nodeId, count)
  const counts = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? narrow() : count())))
  expect(counts).toEqual(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 2 : 6)))
})

test('what an action may lock is judged by the same rule as what its actor reads', async () => {
  for (const one of staff) {
    const allowed = await readableReports(one)
    const place = scopeOfStaff(one.staff)
    if (place === null) continue
    const { rows } = await sql<{ id: number }>`
      select id from reports where place_sees_report(id, ${place}) order by id
    `.execute(lapor.context.db)
    expect([one.email, rows.map(({ id }) => id)]).toEqual([one.email, [...allowed].sort((a, b) => a - b)])
  }
})

test('within the scope nothing of others can be changed either', async () => {
  const [, , health] = staff
  if (health === undefined) throw new Error('no officer')
  const changed = await runInStaffScope(health.staff.nodeId, () =>
    lapor.context.db.updateTable('reports').set({ title: 'Diubah' }).executeTakeFirst(),
  )
  expect(Number(changed.numUpdatedRows)).toBe(0)
})
