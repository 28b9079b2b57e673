import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, REPORTER, type TestContext, type TestStaff } from '../../test/support/context.ts'
import { DomainError } from '../errors.ts'
import { answerReport } from './answer-report.ts'
import { approveAnswer, readPendingAnswer, rejectAnswer } from './approve-answer.ts'
import { assignReport, returnReport } from './assign-report.ts'
import { admitReport } from './confirm-identity.ts'
import { followUpReport } from './handle-report.ts'
import { joinReport, unjoinReport } from './join-reports.ts'
import { presentForPublic } from './present-report.ts'
import { readReport } from './read-report.ts'
import { confirmReport, disputeReport, withdrawReport } from './reporter-actions.ts'
import { submitReport } from './submit.ts'
import { addTask, cancelTask, declineTask, finishTask, followUpTask, openTasks } from './support-tasks.ts'

let lapor: TestContext
let city: TestStaff
let works: TestStaff
let national: TestStaff
let province: TestStaff

beforeAll(async () => {
  lapor = await createTestContext()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
  national = await lapor.staff('national_admin', 'nasional')
  province = await lapor.staff('institution_admin', 'prov-jawa-tengah')
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function refusalOf(action: Promise<unknown>): Promise<string> {
  try {
    await action
    return 'done'
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.fields[0]?.code ?? error.code
  }
}

async function assigned(): Promise<string> {
  const { trackingNumber } = await lapor.report()
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  return trackingNumber
}

async function read(number: string) {
  const record = await readReport(lapor.context.db, number)
  if (record === null) throw new Error(`no report ${number}`)
  return {
    ...record.report,
    holder: record.holder.code,
    types: record.events.map((event) => event.type),
    record,
  }
}

const ANSWER = { text: 'Jalan sudah kering dan dibersihkan.' }

test('three handlers work on a flooded road; the lead answers when the others are done', async () => {
  const { context } = lapor
  const number = await assigned()
  expect(
    await refusalOf(
      followUpTask(context, province.actor, number, { text: 'Kami pantau.', visibility: 'internal' }),
    ),
  ).toBe('not_found')
  await addTask(context, works.actor, number, {
    institution_code: 'prov-jawa-tengah',
    task: 'Perbaiki drainase jalan provinsi.',
    required: true,
  })
  await addTask(context, works.actor, number, {
    institution_code: 'pkl-bpbd',
    task: 'Siapkan pompa air di lokasi.',
    required: false,
    due_on: '2026-11-20',
  })
  expect(
    await refusalOf(
      addTask(context, works.actor, number, {
        institution_code: 'pkl-bpbd',
        task: 'Siapkan pompa air.',
        required: true,
      }),
    ),
  ).toBe('has_open_task')
  await followUpTask(context, province.actor, number, {
    text: 'Alat berat datang besok.',
    visibility: 'internal',
  })
  expect(await refusalOf(answerReport(context, works.actor, number, ANSWER))).toBe('tasks_open')
  expect(await refusalOf(answerReport(context, province.actor, number, ANSWER))).toBe('not_allowed')
  await finishTask(context, province.actor, number, { text: 'Drainase sudah dibersihkan sepanjang 200 m.' })
  await answerReport(context, works.actor, number, ANSWER)
  expect((await read(number)).state).toBe('answered')
  expect(await openTasks(context.db, (await read(number)).id)).toHaveLength(1)
  await confirmReport(context, REPORTER, number, { rating: 4 })
  expect(await openTasks(context.db, (await read(number)).id)).toEqual([])
})

test('what handlers tell each other is not for the public', async () => {
  const number = await assigned()
  await addTask(lapor.context, works.actor, number, {
    institution_code: 'prov-jawa-tengah',
    task: 'Tolong dibantu, anggaran kami habis.',
    required: true,
  })
  await followUpTask(lapor.context, province.actor, number, {
    text: 'Catatan rahasia antarkantor.',
    visibility: 'internal',
  })
  const { record } = await read(number)
  const shown = JSON.stringify(presentForPublic(record, lapor.context.sealer))
  expect(shown).not.toMatch(/anggaran kami habis|antarkantor/)
})

test('a task can be handed back with a reason, or taken back', async () => {
  const number = await assigned()
  await addTask(lapor.context, works.actor, number, {
    institution_code: 'prov-jawa-tengah',
    task: 'Periksa jalan provinsi.',
    required: true,
  })
  await declineTask(lapor.context, province.actor, number, { text: 'Ruas ini jalan kota.' })
  await addTask(lapor.context, works.actor, number, {
    institution_code: 'pkl-bpbd',
    task: 'Siapkan pompa air.',
    required: true,
  })
  await cancelTask(lapor.context, works.actor, number, {
    institution_code: 'pkl-bpbd',
    text: 'Banjir sudah surut.',
  })
  await answerReport(lapor.context, works.actor, number, ANSWER)
  expect((await read(number)).state).toBe('answered')
})

test('joined reports follow the main one, and each reporter keeps number and own word', async () => {
  const { context } = lapor
  const main = await assigned()
  const other = (await lapor.report({ area_code: '33.75.01.1003' })).trackingNumber
  await joinReport(context, city.actor, other, { into: main })
  expect(await read(other)).toMatchObject({
    state: 'assigned',
    holder: 'pkl-dpupr',
    joined_to_id: (await read(main)).id,
  })
  expect((await read(main)).support_count).toBe(1)
  expect(await refusalOf(answerReport(context, works.actor, other, ANSWER))).toBe('joined_report')
  await followUpReport(context, works.actor, main, { text: 'Petugas menuju lokasi.', visibility: 'public' })
  await answerReport(context, works.actor, main, ANSWER)
  expect(await read(other)).toMatchObject({ state: 'answered' })
  await confirmReport(context, REPORTER, main, { rating: 5 })
  await disputeReport(context, REPORTER, other, { text: 'Di depan rumah saya masih banjir.' })
  expect(await read(other)).toMatchObject({ state: 'in_progress', joined_to_id: null, holder: 'pkl-dpupr' })
  expect((await read(main)).state).toBe('closed')
})

test('joining is undone without loss, and the clocks run again', async () => {
  const main = await assigned()
  const { trackingNumber: other } = await lapor.report()
  await joinReport(lapor.context, city.actor, other, { into: main })
  expect((await read(other)).due_at).toBeNull()
  await unjoinReport(lapor.context, city.actor, other, { text: 'Ternyata kejadian lain.' })
  const released = await read(other)
  expect(released).toMatchObject({ joined_to_id: null, state: 'assigned' })
  expect(released.due_at).not.toBeNull()
  expect((await read(main)).support_count).toBe(0)
  expect(released.body).toContain('Lampu penerangan')
})

test('a chain of joins ends at one report, and a withdrawn one lets the others go on', async () => {
  const { context } = lapor
  const [a, b, c] = [await lapor.report(), await lapor.report(), await lapor.report()].map(
    (report) => report.trackingNumber,
  )
  if (a === undefined || b === undefined || c === undefined) throw new Error('three reports')
  await joinReport(context, city.actor, b, { into: a })
  expect(await refusalOf(joinReport(context, city.actor, c, { into: b }))).toBe('main_is_joined')
  await joinReport(context, city.actor, a, { into: c })
  expect((await read(b)).joined_to_id).toBe((await read(c)).id)
  expect(await refusalOf(joinReport(context, city.actor, c, { into: c }))).toBe('same_report')
  await withdrawReport(context, REPORTER, c, { text: null })
  expect([await read(a), await read(b)].map((report) => [report.state, report.joined_to_id])).toEqual([
    ['submitted', null],
    ['submitted', null],
  ])
})

test('“saya juga mengalami” counts people once and joins when the contact is confirmed', async () => {
  const main = await assigned()
  for (const phone of ['081211112222', '081211112222', '081233334444']) {
    const { trackingNumber } = await submitReport(lapor.context, {
      input: { body: 'Saya juga mengalami hal yang sama.', name: 'Budi', phone, supports: main },
      channel: 'web',
      language: 'id',
    })
    await admitReport(lapor.context, trackingNumber)
  }
  expect((await read(main)).support_count).toBe(2)
})

test('after three returns the level above decides with a reason, and its decision binds', async () => {
  const { context } = lapor
  const { trackingNumber: number } = await lapor.report()
  for (let turn = 0; turn < 3; turn += 1) {
    await assignReport(context, city.actor, number, { institution_code: 'pkl-dpupr' })
    await returnReport(context, works.actor, number, { reason: 'Bukan kewenangan dinas kami.' })
  }
  expect(await refusalOf(assignReport(context, city.actor, number, { institution_code: 'pkl-dpupr' }))).toBe(
    'text_missing',
  )
  await assignReport(context, city.actor, number, {
    institution_code: 'pkl-dpupr',
    note: 'Ruas ini tercatat sebagai jalan kota.',
  })
  expect(await refusalOf(returnReport(context, works.actor, number, { reason: 'Tetap bukan kami.' }))).toBe(
    'binding_decision',
  )
  const { record } = await read(number)
  expect(JSON.stringify(presentForPublic(record, context.sealer))).toContain('tercatat sebagai jalan kota')
})

test('an answer that puts something off needs a date, which becomes a deadline', async () => {
  const number = await assigned()
  const promise = { text: 'Lampu akan diperbaiki bulan depan.' }
  expect(await refusalOf(answerReport(lapor.context, works.actor, number, promise))).toBe(
    'promise_without_date',
  )
  expect(
    await refusalOf(
      answerReport(lapor.context, works.actor, number, { ...promise, promised_on: '2026-11-09' }),
    ),
  ).toBe('past_date')
  await answerReport(lapor.context, works.actor, number, { ...promise, promised_on: '2026-12-15' })
  const promises = (await read(number)).record.deadlines.filter((deadline) => deadline.kind === 'promise')
  expect(promises.map((deadline) => deadline.due_at?.toISOString())).toEqual(['2026-12-15T16:59:59.999Z'])
})

test.each([
  ['Lubang sudah ditambal kemarin.', false],
  ['Akan kami perbaiki minggu depan.', true],
  ['Jalan akan segera diperbaiki.', true],
  ['Masih menunggu anggaran perubahan.', true],
  ['Sudah selesai, akan tetapi cat belum kering.', false],
  ['Terima kasih, semoga bermanfaat.', false],
])('%s', async (text, promises) => {
  const { promisesSomething } = await import('./promise.ts')
  expect(promisesSomething(text)).toBe(promises)
})

test('evidence or the reason why none is asked of people at a form', async () => {
  const number = await assigned()
  const command = { ...ANSWER, evidenceRequired: true }
  expect(await refusalOf(answerReport(lapor.context, works.actor, number, command))).toBe('evidence_missing')
  await answerReport(lapor.context, works.actor, number, { ...command, no_evidence_reason: 'Kamera rusak.' })
})

test('where answers need approval four eyes see them, never only the writer’s', async () => {
  const { context } = lapor
  const number = await assigned()
  const set = (on: boolean) =>
    context.db
      .updateTable('institutions')
      .set({ answers_need_approval: on })
      .where('code', '=', 'kota-pekalongan')
      .execute()
  await set(true)
  try {
    await answerReport(context, works.actor, number, ANSWER)
    const { id, state } = await read(number)
    expect([state, (await readPendingAnswer(context.db, id))?.command.text]).toEqual([
      'assigned',
      ANSWER.text,
    ])
    expect(await refusalOf(approveAnswer(context, city.actor, number))).toBe('not_allowed')
    await context.db
      .updateTable('staff_accounts')
      .set({ may_approve: true })
      .where('id', 'in', [city.staff.accountId, works.staff.accountId])
      .execute()
    expect(await refusalOf(approveAnswer(context, works.actor, number))).toBe('own_draft')
    await rejectAnswer(context, city.actor, number, { text: 'Sebutkan tanggal pengerjaannya.' })
    expect(await refusalOf(approveAnswer(context, city.actor, number))).toBe('no_pending_answer')
    await answerReport(context, works.actor, number, { text: 'Selesai dikerjakan 10 November.' })
    await approveAnswer(context, city.actor, number)
    const answered = await read(number)
    expect(answered.state).toBe('answered')
    expect(answered.record.events.at(-1)?.data).toMatchObject({ drafted_by: works.staff.accountId })
  } finally {
    await set(false)
  }
  expect(national.staff.nodeIsRoot).toBe(true)
})
