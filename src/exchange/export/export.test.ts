import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, REPORTER, type TestContext } from '../../../test/support/context.ts'
import {
  answerReport,
  assignReport,
  closeReport,
  disputeReport,
  followUpReport,
  joinReport,
  storeUpload,
  verifyChains,
} from '../../reports/index.ts'
import { exportEverything, importExport } from '../index.ts'

let from: TestContext
let to: TestContext
let folder: string

beforeAll(async () => {
  from = await createTestContext()
  to = await createTestContext()
  folder = mkdtempSync(join(tmpdir(), 'lapor-export-'))
  await liveALittle()
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await from[Symbol.asyncDispose]()
  await to[Symbol.asyncDispose]()
})

test('everything that left arrives: histories, clocks, holders, files and people; nothing comes in twice', async () => {
  const manifest = await exportEverything(from.context, folder, {
    identities: true,
    onProgress: () => undefined,
  })
  expect(manifest.files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['reports.jsonl', 'institutions.jsonl', 'staff.jsonl', 'audit-digests.jsonl']),
  )
  // More than is read at once.
  const { count } = await from.context.db
    .selectFrom('institutions')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBeGreaterThan(500)
  expect(manifest.files.find(({ name }) => name === 'institutions.jsonl')?.lines).toBe(Number(count))
  const moved = await importExport(to.context, folder, () => undefined)
  expect(moved).toEqual({ reports: 4, known: 0, attachments: 1 })
  expect(await importExport(to.context, folder, () => undefined)).toMatchObject({ reports: 0, known: 4 })
  expect(await everything(to, manifest.instance)).toEqual(await everything(from, null))
  expect(await verifyChains(to.context.db)).toMatchObject({ sound: true, reports: 4 })
})

test('what arrived goes on like any other report', async () => {
  const row = await to.context.db
    .selectFrom('reports')
    .select('tracking_number')
    .where('state', '=', 'in_progress')
    .where('joined_to_id', 'is', null)
    .executeTakeFirstOrThrow()
  const works = await to.staff('unit_officer', 'pkl-dpupr')
  const { report } = await answerReport(to.context, works.actor, row.tracking_number, {
    text: 'Sudah kami perbaiki seluruhnya hari ini.',
  })
  expect(report.state).toBe('answered')
})

test('an export that was changed on its way is refused before anything is written', async () => {
  const file = join(folder, 'reports.jsonl')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('mati', 'hidup'))
  const other = await createTestContext()
  await expect(importExport(other.context, folder, () => undefined)).rejects.toThrow('checksum differs')
  expect(await other.context.db.selectFrom('reports').select('id').execute()).toEqual([])
  await other[Symbol.asyncDispose]()
})

test('without identities no name, contact or NIK is in it', async () => {
  const bare = mkdtempSync(join(tmpdir(), 'lapor-export-'))
  await exportEverything(from.context, bare, { identities: false, onProgress: () => undefined })
  expect(readFileSync(join(bare, 'reports.jsonl'), 'utf8')).not.toMatch(/Siti|0812\d{8}/)
  rmSync(bare, { recursive: true })
})

/** Four reports: one disputed and in progress with a photo, one joined to it, one closed, one that waits for its code. */
async function liveALittle(): Promise<void> {
  const { context } = from
  const city = await from.staff('institution_admin', 'kota-pekalongan')
  const works = await from.staff('unit_officer', 'pkl-dpupr')
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer()
  const photo = await storeUpload(context, { name: 'jalan.jpg', bytes, draftId: null })
  const first = await from.report({ attachments: [photo.id] })
  await assignReport(context, city.actor, first.trackingNumber, { institution_code: 'pkl-dpupr' })
  await followUpReport(context, works.actor, first.trackingNumber, {
    text: 'Kami survei besok pagi.',
    visibility: 'public',
  })
  await answerReport(context, works.actor, first.trackingNumber, { text: 'Sudah kami ganti semua lampunya.' })
  await disputeReport(context, REPORTER, first.trackingNumber, { text: 'Masih ada satu yang mati.' })
  const second = await from.report({ anonymous: true })
  await joinReport(context, city.actor, second.trackingNumber, {
    into: first.trackingNumber,
    text: 'Kejadian yang sama.',
  })
  const third = await from.report({ secret: true })
  await assignReport(context, city.actor, third.trackingNumber, { institution_code: 'pkl-dpupr' })
  await answerReport(context, works.actor, third.trackingNumber, { text: 'Sudah kami ganti semua lampunya.' })
  await closeReport(context, city.actor, third.trackingNumber, {})
  // Longer than a line of another system's file may be.
  await context.db
    .updateTable('reports')
    .set({ body: 'Lampu jalan mati. '.repeat(70_000) })
    .where('id', '=', third.id)
    .execute()
  await from.report({}, { confirmed: false })
}

/** All that there is, under names that mean the same on both sides. */
async function everything({ context }: TestContext, instance: string | null) {
  const { db, sealer } = context
  const reports = await db
    .selectFrom('reports')
    .innerJoin('institutions as holder', 'holder.id', 'reports.holder_id')
    .leftJoin('imported_reports as moved', 'moved.report_id', 'reports.id')
    .leftJoin('reporter_contacts as contact', 'contact.id', 'reports.contact_id')
    .selectAll('reports')
    .select(['holder.code as holder_code', 'moved.external_id', 'contact.contact_sealed'])
    .orderBy('reports.id')
    .execute()
  const numbers = new Map(
    reports.map((row) => [row.id, instance === null ? row.tracking_number : row.external_id]),
  )
  const of = async <Row>(rows: Promise<Row[]>) => rows
  return Promise.all(
    reports.map(async (report) => ({
      number: numbers.get(report.id),
      joined: report.joined_to_id === null ? null : numbers.get(report.joined_to_id),
      holder: report.holder_code,
      state: report.state,
      due: report.due_at,
      secret: report.secret,
      anonymous: report.anonymous,
      published: report.published_at,
      public_body: report.public_body,
      name: report.name_sealed === null ? null : sealer.open(report.name_sealed),
      contact: report.contact_sealed === null ? null : sealer.open(report.contact_sealed),
      events: await of(
        db
          .selectFrom('report_events')
          .leftJoin('institutions as by', 'by.id', 'report_events.institution_id')
          .select([
            'at',
            'type',
            'from_state',
            'to_state',
            'actor_kind',
            'channel',
            'visibility',
            'text',
            'by.code',
          ])
          .where('report_id', '=', report.id)
          .orderBy('seq')
          .execute(),
      ),
      assignments: await of(
        db
          .selectFrom('assignments')
          .innerJoin('institutions as to', 'to.id', 'assignments.to_id')
          .select(['role', 'assigned_at', 'ended_at', 'outcome', 'to.code'])
          .where('report_id', '=', report.id)
          .orderBy('assignments.id')
          .execute(),
      ),
      deadlines: await of(
        db
          .selectFrom('deadlines')
          .select([
            'kind',
            'started_at',
            'due_at',
            'met_at',
            'cancelled_at',
            'warn_at',
            'next_check_at',
            'pauses',
          ])
          .where('report_id', '=', report.id)
          .orderBy('id')
          .execute(),
      ),
      files: await of(
        db
          .selectFrom('attachments')
          .select(['id', 'event_seq', 'original_name', 'bytes', 'sha256', 'visibility'])
          .where('report_id', '=', report.id)
          .execute(),
      ),
    })),
  )
}
