import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { type HandleMany, handleMany, type ManyCommand, readManyRun } from './handle-many.ts'
import { readReport } from './read-report.ts'

let lapor: TestContext
let city: TestStaff
let works: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const ASSIGN: ManyCommand = { action: 'assign', institution_code: 'pkl-dpupr', note: '', verifies: true }
let forms = 0

async function chosen(count: number): Promise<{ trackingNumber: string; version: number }[]> {
  const reports = []
  for (let n = 0; n < count; n++) {
    const { trackingNumber } = await lapor.report()
    reports.push({ trackingNumber, version: await versionOf(trackingNumber) })
  }
  return reports
}

async function read(number: string) {
  const record = await readReport(lapor.context.db, number)
  if (record === null) throw new Error(`no report ${number}`)
  return record
}

const versionOf = async (number: string) => (await read(number)).report.version

async function run(who: TestStaff, reports: HandleMany['reports'], command: ManyCommand) {
  forms += 1
  return handleMany(lapor.context, who.staff, { formKey: `form ${forms}`, reports, command })
}

async function outcomes(who: TestStaff, id: string) {
  const { results } = await readManyRun(lapor.context.db, who.staff, id)
  return results.map((result) => result.code ?? result.outcome)
}

test('each report is judged for itself: what moved meanwhile, is not ours or does not exist is refused alone', async () => {
  const [fine, moved, other] = await chosen(3)
  if (fine === undefined || moved === undefined || other === undefined) throw new Error('three reports')
  await run(city, [moved], { action: 'hold', text: 'Mohon sebutkan alamatnya.' })
  const reports = [fine, moved, other, { trackingNumber: '1234567890', version: 1 }]
  const id = await run(city, reports, ASSIGN)
  expect(await outcomes(city, id)).toEqual(['done', 'changed_meanwhile', 'done', 'not_found'])
  expect((await read(fine.trackingNumber)).holder.code).toBe('pkl-dpupr')
  expect((await read(moved.trackingNumber)).report.state).toBe('on_hold')
  await expect(readManyRun(lapor.context.db, works.staff, id)).rejects.toThrow('not_found')
})

test('sent twice, also at once, it is done once, and both are led to the same results', async () => {
  const reports = await chosen(3)
  const many: HandleMany = { formKey: 'twice', reports, command: ASSIGN }
  const [first, second] = await Promise.all([
    handleMany(lapor.context, city.staff, many),
    handleMany(lapor.context, city.staff, many),
  ])
  const third = await handleMany(lapor.context, city.staff, many)
  expect(new Set([first, second, third]).size).toBe(1)
  expect(await outcomes(city, first)).toEqual(['done', 'done', 'done'])
  for (const { trackingNumber } of reports) {
    const { events } = await read(trackingNumber)
    expect(events.filter((event) => event.type === 'assign')).toHaveLength(1)
  }
})

test('in a pile nothing is published unread: unverified reports need the word that they were read', async () => {
  const [unread] = await chosen(1)
  if (unread === undefined) throw new Error('one report')
  const id = await run(city, [unread], { ...ASSIGN, verifies: false })
  expect(await outcomes(city, id)).toEqual(['verification_needed'])
  expect((await read(unread.trackingNumber)).report.published_at).toBeNull()
})

test('what fits none of the reports comes back as the form’s own mistake, and nothing is done', async () => {
  const reports = await chosen(2)
  await expect(run(city, reports, { action: 'hold', text: 'x' })).rejects.toMatchObject({
    code: 'invalid_input',
    fields: [{ field: 'text' }],
  })
  await expect(run(city, [], ASSIGN)).rejects.toThrow('nothing_chosen')
  const tooMany = Array.from({ length: 101 }, () => ({ trackingNumber: '1234567890', version: 1 }))
  await expect(run(city, tooMany, ASSIGN)).rejects.toThrow('too_many_at_once')
})

test('one follow-up reaches many reports, and only what can be archived is', async () => {
  const reports = await chosen(2)
  await run(city, reports, ASSIGN)
  const now = async () =>
    Promise.all(
      reports.map(async ({ trackingNumber }) => ({
        trackingNumber,
        version: await versionOf(trackingNumber),
      })),
    )
  const id = await run(works, await now(), {
    action: 'follow_up',
    text: 'Tim kami turun ke lapangan pekan ini.',
    visibility: 'public',
  })
  expect(await outcomes(works, id)).toEqual(['done', 'done'])
  const unassigned = await chosen(2)
  const archived = await run(city, [...(await now()), ...unassigned], {
    action: 'archive',
    reason: 'duplicate',
    text: 'Sudah ditangani pada laporan lain.',
  })
  const notNow = 'action_not_possible'
  expect(await outcomes(city, archived)).toEqual([notNow, notNow, 'done', 'done'])
  expect((await read(unassigned[0]?.trackingNumber ?? '')).report.archive_reason).toBe('duplicate')
})
