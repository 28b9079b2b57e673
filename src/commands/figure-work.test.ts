import { expect, test } from 'vitest'
import { createTestContext } from '../../test/support/context.ts'
import { assignReport } from '../reports/index.ts'
import { startFigureWork } from './figure-work.ts'

const AN_HOUR_MS = 3_600_000

test('each change is in the figures as soon as its transaction ends: it wakes whoever counts', async () => {
  await using lapor = await createTestContext()
  const { context } = lapor
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  let tellIdle = () => {}
  let idle = new Promise<void>((resolve) => {
    tellIdle = resolve
  })
  // Left to its schedule it would look again in an hour.
  const work = startFigureWork(context, {
    idleMs: AN_HOUR_MS,
    breathMs: 0,
    onIdle: () => {
      const tell = tellIdle
      idle = new Promise((resolve) => {
        tellIdle = resolve
      })
      tell()
    },
  })
  try {
    await idle
    const { trackingNumber, id } = await lapor.report()
    const fact = () =>
      context.db
        .selectFrom('report_facts')
        .select('assigned_at')
        .where('report_id', '=', id)
        .executeTakeFirst()
    for (;;) {
      const next = idle
      if ((await fact()) !== undefined) break
      await next
    }
    await assignReport(context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
    for (;;) {
      const next = idle
      if ((await fact())?.assigned_at != null) break
      await next
    }
    const open = await context.db
      .selectFrom('figures_by_day')
      .innerJoin('institutions', 'institutions.id', 'figures_by_day.node_id')
      .select('open')
      .where('institutions.code', '=', 'pkl-dpupr')
      .executeTakeFirstOrThrow()
    expect(open).toEqual({ open: 1 })
  } finally {
    await work.stop()
  }
})
