import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestContext } from '../../test/support/context.ts'
import { verifyChains } from './audit.ts'
import { holdReport } from './handle-report.ts'

test('the text of an entry can be erased through its one narrow path, and the chain still holds', async () => {
  await using lapor = await createTestContext()
  const { db } = lapor.context
  const { id, trackingNumber } = await lapor.report()
  const { actor } = await lapor.staff('institution_admin', 'kota-pekalongan')
  await holdReport(lapor.context, actor, trackingNumber, { text: 'Mohon sebutkan alamat Ibu Sari.' })
  const read = () =>
    db.selectFrom('report_events').selectAll().where('report_id', '=', id).orderBy('seq').execute()
  const before = await read()
  const held = before.find((event) => event.text !== null)
  if (held === undefined) throw new Error('no entry with a text')

  await sql`select erase_event_text(${id}, ${held.seq})`.execute(db)

  const after = await read()
  expect(after).toEqual(
    before.map((event) => (event.seq === held.seq ? { ...event, text: null, text_salt: null } : event)),
  )
  expect(await verifyChains(db)).toMatchObject({ sound: true })
})
