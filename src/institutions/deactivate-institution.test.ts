import { expect, test } from 'vitest'
import { createTestContext } from '../../test/support/context.ts'
import { countLiveReports, deactivateInstitution, institutionByCode } from './index.ts'
import { refusalOf } from './registry.fixture.ts'

test('a report that is not ended keeps its holder and all above it in use', async () => {
  await using given = await createTestContext()
  const { db } = given.context
  const report = await given.report({ area_code: '33.26' })
  const deps = { db, clock: given.clock, countLiveReports }
  const count = async (code: string) => countLiveReports(db, (await institutionByCode(db, code))?.id ?? 0)
  expect([await count('kab-pekalongan'), await count('nasional'), await count('kota-pekalongan')]).toEqual([
    1, 1, 0,
  ])
  expect(await refusalOf(deactivateInstitution(deps, 'kab-pekalongan'))).toBe('holds_live_reports')

  await db.updateTable('reports').set({ state: 'closed' }).where('id', '=', report.id).execute()
  expect((await deactivateInstitution(deps, 'kab-pekalongan')).active).toBe(false)
})

test('a unit that only supports a report stays in use too', async () => {
  await using given = await createTestContext()
  const { db } = given.context
  const report = await given.report({ area_code: '33.75' })
  const unit = await institutionByCode(db, 'pkl-dinkominfo')
  if (unit?.institution_id == null) throw new Error('the registry lacks the unit')
  await db
    .insertInto('assignments')
    .values({
      report_id: report.id,
      role: 'supporting',
      from_id: unit.institution_id,
      to_id: unit.id,
      institution_id: unit.institution_id,
      assigned_at: given.clock.now(),
      ended_at: null,
      outcome: null,
    })
    .execute()
  const deps = { db, clock: given.clock, countLiveReports }
  expect(await refusalOf(deactivateInstitution(deps, 'pkl-dinkominfo'))).toBe('holds_live_reports')
})
