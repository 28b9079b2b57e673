import { afterAll, beforeAll, expect, test } from 'vitest'
import { MODEL_DIR } from '../../../test/support/cold-start.ts'
import { createTestContext, type TestContext } from '../../../test/support/context.ts'
import {
  findDuplicates,
  forgetOldWords,
  forgetRead,
  openStoredRouting,
  proposeForReport,
  type Routing,
  readConfirmedHistory,
  readDuplicates,
  readProposal,
  testRule,
} from '../index.ts'

let lapor: TestContext
let routing: Routing
const now = new Date('2026-11-10T02:00:00Z')

beforeAll(async () => {
  lapor = await createTestContext()
  const { projectDir } = lapor.context.config
  routing = await openStoredRouting(lapor.context.db, { projectDir, dataDir: MODEL_DIR })
}, 300_000)
afterAll(() => lapor[Symbol.asyncDispose]())

test('a report that came in gets a proposal with its unit, its reasons and the version it came from', async () => {
  const { db } = lapor.context
  const { id } = await lapor.report({
    title: 'Jalan berlubang',
    body: 'Jalan berlubang di Kelurahan Medono.',
  })
  expect(await readProposal(db, id)).toBeNull()
  await proposeForReport(db, routing, { reportId: id, now })
  const proposal = await readProposal(db, id)
  expect(proposal).toMatchObject({ reportId: id, modelVersion: routing.model.version, class: 'complaint' })
  expect(proposal?.place.code?.startsWith('33.75')).toBe(true)
  expect(proposal?.handlers[0]).toMatchObject({
    handler: { level: 'regency', kindOrName: 'public-works' },
    institutionCode: 'pkl-dpupr',
  })
  expect(proposal?.handlers[0]?.institutionId).toBeTypeOf('number')
  expect(proposal?.handlers[0]?.reasons[0]).toMatchObject({ kind: 'words' })
})

test('confirming the contact queues a proposal in the same transaction', async () => {
  const { database } = lapor.context
  const { id } = await lapor.report()
  const { rows } = await database.pool.query(
    `select data from pgboss.job where name = 'propose' and (data->>'report_id')::bigint = $1`,
    [id],
  )
  expect(rows).toHaveLength(1)
})

test('what a new report is probably a duplicate of is kept, and shows on both', async () => {
  const { db } = lapor.context
  const area_code = '33.75.03.1004'
  const first = await lapor.report({
    body: 'Tiang listrik miring di Jalan Kusuma Bangsa dekat gapura, kabelnya menjuntai.',
    area_code,
  })
  const second = await lapor.report({
    body: 'Tiang listrik di Jalan Kusuma Bangsa dekat gapura miring, kabel menjuntai ke jalan.',
    area_code,
  })
  for (const { id } of [first, second]) await proposeForReport(db, routing, { reportId: id, now })
  expect((await readDuplicates(db, second.id, 5)).map(({ reportId }) => reportId)).toContain(first.id)
  expect((await readDuplicates(db, first.id, 5)).map(({ reportId }) => reportId)).toContain(second.id)
})

test('reports of the same incident are found by words and place', async () => {
  const { db } = lapor.context
  const body = 'Pohon tumbang menutup Jalan Sriwijaya di Kelurahan Bendan Kergon, kabel ikut putus.'
  const { id } = await lapor.report({
    title: 'Pohon tumbang',
    body,
    area_code: '33.75.01.1006',
  })
  await proposeForReport(db, routing, { reportId: id, now })
  const found = await findDuplicates(db, routing, {
    text: 'Ada pohon roboh melintang di Jalan Sriwijaya, kabel putus.',
    areaCode: '33.75.01.1006',
    at: lapor.clock.now(),
  })
  expect(found[0]?.reportId).toBe(id)
  const other = await findDuplicates(db, routing, {
    text: 'Air PDAM keruh di Jalan Teratai',
    areaCode: '33.75.02.1002',
    at: lapor.clock.now(),
  })
  expect(other.map(({ reportId }) => reportId)).not.toContain(id)
})

test('a photo of the same thing finds a report that says it in other words, near in place and time only', async () => {
  const { db, clock } = lapor.context
  const area_code = '33.75.02.1002'
  // Four bits apart, as after a step aside; the last one is another picture.
  const [one, aside, other] = ['8f1e3c78f0e1c387', '8f1e3c78f0e1c37b', '70e1c3870f1e3c78']
  const withPhoto = async (body: string, photo_hash: string, input = {}) => {
    const report = await lapor.report({ body, area_code, ...input })
    await db
      .insertInto('attachments')
      .values({
        id: crypto.randomUUID(),
        report_id: report.id,
        event_seq: 1,
        draft_id: null,
        kind: 'image',
        mime: 'image/jpeg',
        original_name: 'foto.jpg',
        bytes: 1,
        sha256: Buffer.alloc(32),
        width: 9,
        height: 8,
        photo_hash,
        created_at: clock.now(),
      })
      .execute()
    await proposeForReport(db, routing, { reportId: report.id, now })
    return report
  }
  const first = await withPhoto('Aspal di tikungan dekat musala amblas cukup dalam.', one)
  const again = await withPhoto('Ban saya pecah gara-gara jalan di sini, tolong segera ditambal.', aside)
  expect((await readDuplicates(db, first.id, 5)).map(({ reportId }) => reportId)).toContain(again.id)
  const elsewhere = await withPhoto('Ban saya pecah gara-gara jalan di sini, tolong ditambal.', one, {
    area_code: '32.73.01.1001',
  })
  const another = await withPhoto('Tempat sampah di taman hilang dicuri orang.', other)
  for (const { id } of [elsewhere, another])
    expect((await readDuplicates(db, first.id, 9)).map(({ reportId }) => reportId)).not.toContain(id)
  expect(await db.selectFrom('report_photos').selectAll().execute()).toHaveLength(4)
  await forgetOldWords(db, new Date(clock.now().getTime() + 61 * 86_400_000))
  expect(await db.selectFrom('report_photos').selectAll().execute()).toEqual([])
})

test('the words of a report are forgotten when it is too old to be told again, and not before', async () => {
  const { db } = lapor.context
  const { id } = await lapor.report({ body: 'Gorong-gorong di Jalan Kenanga ambrol.' })
  await proposeForReport(db, routing, { reportId: id, now })
  const kept = () => db.selectFrom('report_words').select('report_id').where('report_id', '=', id).execute()
  const days = (count: number) => new Date(lapor.clock.now().getTime() + count * 86_400_000)
  await forgetOldWords(db, days(59))
  expect(await kept()).toHaveLength(1)
  expect(await forgetOldWords(db, days(61))).toBeGreaterThan(0)
  expect(await kept()).toHaveLength(0)
  expect(await forgetOldWords(db, days(61))).toBe(0)
})

test('nothing read from an anonymised report stays, only that there was a proposal and how sure', async () => {
  const { db } = lapor.context
  const { id } = await lapor.report({ body: 'Anak saya dipukul guru di SD Kelurahan Medono, tolong segera.' })
  await proposeForReport(db, routing, { reportId: id, now })
  const before = await readProposal(db, id)
  expect(before?.urgency[0]?.evidence).not.toEqual([])
  await forgetRead(db, id)
  const after = await readProposal(db, id)
  expect(after?.handlers).toEqual(before?.handlers.map((handler) => ({ ...handler, reasons: [] })))
  expect(after?.urgency).toEqual(before?.urgency.map((flag) => ({ ...flag, evidence: [] })))
  expect(after?.place).toEqual({ ...before?.place, evidence: [] })
  const words = db.selectFrom('report_words').select('words').where('report_id', '=', id)
  expect(await words.execute()).toEqual([])
})

test('a rule is tried on verified reports only, and nothing is verified yet', async () => {
  const { db } = lapor.context
  expect(await readConfirmedHistory(db)).toEqual([])
  const [rule] = routing.rules
  if (rule === undefined) throw new Error('no rules')
  expect(await testRule(db, rule, routing.words)).toEqual({ moved: 0, against: 0, examples: [] })
})

test('the rules of the registry become rows that an admin can edit', async () => {
  const rows = await lapor.context.db.selectFrom('competence_rules').select('enabled').execute()
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.every(({ enabled }) => enabled)).toBe(true)
})
