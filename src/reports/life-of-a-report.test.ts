import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, REPORTER, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { DomainError } from '../errors.ts'
import { answerReport } from './answer-report.ts'
import { assignReport, returnReport } from './assign-report.ts'
import { codeOf, confirmIdentity, resendCode } from './confirm-identity.ts'
import { expireReports } from './expire-reports.ts'
import { archiveReport, completeReport, followUpReport, holdReport, restoreReport } from './handle-report.ts'
import { readReport } from './read-report.ts'
import { confirmReport, disputeReport, withdrawReport } from './reporter-actions.ts'
import { verifyReport } from './verify-report.ts'

let lapor: TestContext
let city: TestStaff
let works: TestStaff
let national: TestStaff
let otherCity: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
  national = await lapor.staff('national_admin', 'nasional')
  otherCity = await lapor.staff('institution_admin', 'kab-pekalongan')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const START = new Date('2026-11-10T02:00:00Z')

async function stateOf(number: string) {
  const { report, holder, events } = (await readReport(lapor.context.db, number)) ?? { report: null }
  if (report === null || holder === undefined || events === undefined) throw new Error(`no report ${number}`)
  return { ...report, holder: holder.code, types: events.map((event) => event.type) }
}

async function refusalOf(action: Promise<unknown>): Promise<string> {
  try {
    await action
    return 'done'
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

async function assigned(): Promise<string> {
  lapor.clock.set(START)
  const { trackingNumber } = await lapor.report()
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  return trackingNumber
}

async function answered(): Promise<string> {
  const number = await assigned()
  await followUpReport(lapor.context, works.actor, number, {
    text: 'Petugas kami ke lokasi besok pagi.',
    visibility: 'public',
  })
  await answerReport(lapor.context, works.actor, number, { text: 'Lampu sudah diganti dan menyala kembali.' })
  return number
}

test('a report goes from the reporter to the unit and back, and every step is kept', async () => {
  const number = await answered()
  await confirmReport(lapor.context, REPORTER, number, { rating: 5, text: 'Cepat sekali, terima kasih.' })
  const report = await stateOf(number)
  expect(report).toMatchObject({
    state: 'closed',
    close_kind: 'reporter',
    rating: 5,
    holder: 'pkl-dpupr',
    due_at: null,
  })
  expect(report.types).toEqual([
    'submit',
    'confirm_identity',
    'verify',
    'assign',
    'follow_up',
    'answer',
    'confirm',
  ])
})

test('a report of the city lands at the city, not at the regency of the same name', async () => {
  const { trackingNumber } = await lapor.report({ area_code: '33.75' })
  expect((await stateOf(trackingNumber)).holder).toBe('kota-pekalongan')
  const other = await lapor.report({ area_code: '33.26' })
  expect((await stateOf(other.trackingNumber)).holder).toBe('kab-pekalongan')
})

test('deadlines follow the rules: three working days to verify, then five to follow up', async () => {
  lapor.clock.set(START)
  const { trackingNumber } = await lapor.report()
  expect(await stateOf(trackingNumber)).toMatchObject({
    due_kind: 'verify',
    due_at: new Date('2026-11-13T16:59:59.999Z'),
  })
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  expect(await stateOf(trackingNumber)).toMatchObject({
    due_kind: 'first_follow_up',
    due_at: new Date('2026-11-17T16:59:59.999Z'),
  })
})

test('a hand-down inside an institution does not start its clock anew', async () => {
  const number = await assigned()
  const { due_at } = await stateOf(number)
  lapor.clock.advanceHours(48)
  await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dinperkim' })
  expect((await stateOf(number)).due_at).toEqual(due_at)
})

test('a unit hands back with a reason, and the report waits at its institution', async () => {
  const number = await assigned()
  expect(await refusalOf(returnReport(lapor.context, works.actor, number, { reason: 'bukan' }))).toBe(
    'invalid_input',
  )
  await returnReport(lapor.context, works.actor, number, {
    reason: 'Lampu jalan ditangani oleh dinas perumahan.',
    proposed_code: 'pkl-dinperkim',
  })
  expect(await stateOf(number)).toMatchObject({
    state: 'submitted',
    holder: 'kota-pekalongan',
    return_count: 1,
    due_kind: 'verify',
  })
})

test('an institution hands back to the national level, which gives it to any other', async () => {
  const { trackingNumber } = await lapor.report()
  await returnReport(lapor.context, city.actor, trackingNumber, {
    reason: 'Listrik rumah adalah wewenang PLN.',
  })
  expect((await stateOf(trackingNumber)).holder).toBe('nasional')
  await assignReport(lapor.context, national.actor, trackingNumber, { institution_code: 'pln' })
  expect(await stateOf(trackingNumber)).toMatchObject({ state: 'assigned', holder: 'pln' })
})

test('the clock stands while the report waits for the reporter', async () => {
  const number = await assigned()
  await holdReport(lapor.context, works.actor, number, { text: 'Mohon sebutkan nomor tiang lampunya.' })
  expect(await stateOf(number)).toMatchObject({ state: 'on_hold', due_kind: 'completion' })
  lapor.clock.advanceHours(48)
  await completeReport(lapor.context, REPORTER, number, { text: 'Nomor tiangnya PKL-0231.' })
  expect(await stateOf(number)).toMatchObject({
    state: 'assigned',
    due_kind: 'first_follow_up',
    // Counting began on the 11th; 33 of the 48 hours on hold were counted time.
    due_at: new Date('2026-11-19T01:59:59.999Z'),
  })
})

test('silence archives what was not completed and closes what was answered', async () => {
  const held = await assigned()
  await holdReport(lapor.context, works.actor, held, { text: 'Mohon sebutkan nomor tiang lampunya.' })
  const silent = await answered()
  const unconfirmed = (await lapor.report({}, { confirmed: false })).trackingNumber
  lapor.clock.advanceHours(24 * 11)
  await expireReports(lapor.context)
  expect(await stateOf(held)).toMatchObject({ state: 'archived', archive_reason: 'incomplete' })
  expect(await stateOf(silent)).toMatchObject({ state: 'closed', close_kind: 'silence' })
  expect(await stateOf(unconfirmed)).toMatchObject({
    state: 'archived',
    archive_reason: 'identity_not_confirmed',
  })
  expect(await expireReports(lapor.context)).toBe(0)
})

test('a dispute goes to the very unit that answered, the third one above it', async () => {
  const number = await answered()
  for (const expected of ['pkl-dpupr', 'pkl-dpupr', 'kota-pekalongan']) {
    await disputeReport(lapor.context, REPORTER, number, { text: 'Lampunya mati lagi.' })
    expect(await stateOf(number)).toMatchObject({ state: 'in_progress', holder: expected })
    if (expected === 'pkl-dpupr')
      await answerReport(lapor.context, works.actor, number, { text: 'Sudah kami perbaiki lagi.' })
  }
  expect(
    await refusalOf(answerReport(lapor.context, works.actor, number, { text: 'Sudah kami perbaiki.' })),
  ).toBe('not_allowed')
})

test('a closed report can be disputed for ten days and no longer', async () => {
  const number = await answered()
  await confirmReport(lapor.context, REPORTER, number, { rating: 3 })
  lapor.clock.advanceHours(24 * 12)
  expect(await refusalOf(disputeReport(lapor.context, REPORTER, number, { text: 'Ternyata belum.' }))).toBe(
    'dispute_too_late',
  )
})

test('what one may not see does not exist', async () => {
  const number = await assigned()
  const action = answerReport(lapor.context, otherCity.actor, number, {
    text: 'Bukan milik kami, tetapi kami jawab.',
  })
  expect(await refusalOf(action)).toBe('not_found')
})

test('nobody at an institution sees a report whose contact is not confirmed', async () => {
  const { trackingNumber } = await lapor.report({}, { confirmed: false })
  expect(await refusalOf(verifyReport(lapor.context, national.actor, trackingNumber, {}))).toBe('not_found')
})

test('a report that ended before its contact was confirmed stays unseen, and cannot be restored', async () => {
  const { trackingNumber } = await lapor.report({}, { confirmed: false })
  await withdrawReport(lapor.context, REPORTER, trackingNumber, { text: null })
  const restoring = restoreReport(lapor.context, national.actor, trackingNumber, {
    text: 'Coba dibuka lagi.',
  })
  expect(await refusalOf(restoring)).toBe('not_found')
})

test('a unit officer does not verify, archive or assign outside the unit', async () => {
  const number = await assigned()
  const { context } = lapor
  expect(
    await refusalOf(assignReport(context, works.actor, number, { institution_code: 'pkl-dinkes' })),
  ).toBe('invalid_input')
  await returnReport(context, works.actor, number, { reason: 'Bukan kewenangan dinas kami.' })
  expect(
    await refusalOf(
      archiveReport(context, works.actor, number, { reason: 'not_real', text: 'Laporan main-main.' }),
    ),
  ).toBe('not_allowed')
})

test('an archived report says why, and can be restored', async () => {
  const { trackingNumber } = await lapor.report()
  await archiveReport(lapor.context, city.actor, trackingNumber, {
    reason: 'too_general',
    text: 'Tempatnya tidak disebutkan.',
  })
  expect(await stateOf(trackingNumber)).toMatchObject({
    state: 'archived',
    archive_reason: 'too_general',
    due_at: null,
  })
  await restoreReport(lapor.context, city.actor, trackingNumber, {
    text: 'Pelapor menelepon dan menyebut tempatnya.',
  })
  expect(await stateOf(trackingNumber)).toMatchObject({
    state: 'submitted',
    archive_reason: null,
    due_kind: 'verify',
  })
})

test('the reporter takes a report back before anyone worked on it, not after', async () => {
  const { trackingNumber } = await lapor.report()
  await withdrawReport(lapor.context, REPORTER, trackingNumber, { text: null })
  expect(await stateOf(trackingNumber)).toMatchObject({ state: 'archived', archive_reason: 'withdrawn' })
  expect(await refusalOf(withdrawReport(lapor.context, REPORTER, await assigned(), { text: null }))).toBe(
    'action_not_possible',
  )
})

test('an action on a report that changed meanwhile is refused', async () => {
  const number = await assigned()
  const { version } = await stateOf(number)
  const note = { text: 'Sudah dijadwalkan besok.', visibility: 'public' as const, expectedVersion: version }
  expect(await refusalOf(followUpReport(lapor.context, works.actor, number, note))).toBe('done')
  expect(await refusalOf(followUpReport(lapor.context, works.actor, number, note))).toBe('changed_meanwhile')
})

test('an internal note changes neither state nor deadline', async () => {
  const number = await assigned()
  await followUpReport(lapor.context, works.actor, number, {
    text: 'Anggaran habis, tanya bagian keuangan.',
    visibility: 'internal',
  })
  expect(await stateOf(number)).toMatchObject({
    state: 'assigned',
    due_kind: 'first_follow_up',
    first_follow_up_at: null,
  })
})

test('a code is right once, five wrong ones lock it, and a new one opens again', async () => {
  const { trackingNumber, id } = await lapor.report({}, { confirmed: false })
  const { context } = lapor
  const right = codeOf(context.sealer, id, context.clock.now())
  const wrong = right === '000000' ? '000001' : '000000'
  for (let attempt = 0; attempt < 5; attempt += 1) {
    expect(await refusalOf(confirmIdentity(context, trackingNumber, wrong))).toBe('invalid_input')
  }
  expect(await refusalOf(confirmIdentity(context, trackingNumber, right))).toBe('code_tries_used')
  expect(await refusalOf(resendCode(context, trackingNumber, null))).toBe('code_just_sent')
  lapor.clock.advanceHours(0.05)
  const sentAt = await resendCode(context, trackingNumber, null)
  expect(await refusalOf(confirmIdentity(context, trackingNumber, right))).toBe('invalid_input')
  await confirmIdentity(context, trackingNumber, codeOf(context.sealer, id, sentAt ?? START))
  expect((await stateOf(trackingNumber)).state).toBe('submitted')
  // Each new code is five more tries, and costs a message.
  const from = Math.ceil(lapor.clock.now().getTime() / 3_600_000) * 3_600_000
  for (let minute = 0; minute < 10; minute += 1) {
    lapor.clock.set(new Date(from + minute * 61_000))
    await resendCode(context, trackingNumber, null)
  }
  lapor.clock.set(new Date(from + 30 * 60_000))
  expect(await refusalOf(resendCode(context, trackingNumber, null))).toBe('too_many_attempts')
})

test('a code that is eleven minutes old no longer fits', async () => {
  const { trackingNumber, id } = await lapor.report({}, { confirmed: false })
  const code = codeOf(lapor.context.sealer, id, lapor.clock.now())
  lapor.clock.advanceHours(11 / 60)
  expect(await refusalOf(confirmIdentity(lapor.context, trackingNumber, code))).toBe('code_expired')
})
