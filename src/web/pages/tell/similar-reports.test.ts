import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../../test/support/app.ts'
import { lendColdStart } from '../../../../test/support/cold-start.ts'
import { assignReport } from '../../../reports/index.ts'
import { proposeForReport } from '../../../routing/index.ts'
import { hiddenValue, openVisitor, PNG, RIGHT } from '../../visitor.fixture.ts'

let lapor: TestApp
let city: TestStaff

beforeAll(async () => {
  lapor = await createTestApp()
  lendColdStart(lapor.context.config)
  await lapor.context.routing.open()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
}, 300_000)
afterAll(() => lapor[Symbol.asyncDispose]())

const AREA = '33.75.01.1006'

/** A report with its words kept as the job does; verified, unless told otherwise. */
async function told(
  input: { body: string; secret?: boolean; anonymous?: boolean },
  { verified = true, published = {} as { title?: string; public_body?: string } } = {},
) {
  const report = await lapor.report({ area_code: AREA, ...input })
  const { db, routing, clock } = lapor.context
  await proposeForReport(db, await routing.open(), { reportId: report.id, now: clock.now() })
  if (verified) {
    await assignReport(lapor.context, city.actor, report.trackingNumber, {
      institution_code: 'pkl-dpupr',
      ...published,
    })
  }
  return report
}

async function asked(fields: Record<string, string>): Promise<{ said: string; html: string }> {
  const visitor = openVisitor(lapor.app)
  const answer = await visitor.post('/lapor/serupa', { area_code: AREA, ...fields })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

test('who writes of an incident that is public already is offered to join it, and how many have it', async () => {
  const { trackingNumber, id } = await told({
    body: 'Pohon tumbang menutup Jalan Sriwijaya dekat gapura, kabel ikut putus.',
  })
  await lapor.context.db.updateTable('reports').set({ support_count: 2 }).where('id', '=', id).execute()
  const body = 'Ada pohon tumbang di Jalan Sriwijaya dekat gapura, kabel putus dan jalan tertutup.'
  const { said, html } = await asked({ body })
  expect(said).toContain('3 orang sudah melaporkan')
  expect(html).toContain(`value="join:${trackingNumber}"`)
  expect(html).toContain('3 orang melaporkan')
  expect(html).toContain('Bendan Kergon')
  // Another matter in the same street, the same matter elsewhere, a word or two, and what is to be secret.
  const others: Record<string, string>[] = [
    { body: 'Guru di SD itu meminta uang seragam kepada semua wali murid sejak Juli.' },
    { body, area_code: '32.73.01.1001' },
    { body: 'Pohon tumbang' },
    { body, secret: 'on' },
  ]
  for (const other of others) expect(await asked(other)).toEqual({ said: '', html: '' })
})

test('a report that is secret, not verified yet, ended or joined is never offered', async () => {
  const body = 'Tiang lampu roboh melintang di Jalan Kusuma Bangsa depan toko Makmur.'
  await told({ body, secret: true })
  await told({ body }, { verified: false })
  const ended = await told({ body })
  const joined = await told({ body })
  const { db } = lapor.context
  await db.updateTable('reports').set({ state: 'closed' }).where('id', '=', ended.id).execute()
  await db.updateTable('reports').set({ joined_to_id: ended.id }).where('id', '=', joined.id).execute()
  expect(await asked({ body })).toEqual({ said: '', html: '' })
})

test('words that the public does not read of a report are no way to find it', async () => {
  const hidden =
    'Kuitansi palsu ditandatangani Zulkarnaen di bengkel Mahkota, gerobak diangkut Tejo ke gudang Wiratama.'
  await told(
    { body: hidden },
    {
      published: {
        title: 'Pelayanan mengecewakan',
        public_body: 'Pelayanan di kantor ini mengecewakan warga sekitar.',
      },
    },
  )
  expect(await asked({ body: hidden })).toEqual({ said: '', html: '' })
})

test('joining takes the words, the person and the photos along, and the form is kept until then', async () => {
  const { trackingNumber, id } = await told({
    body: 'Gorong-gorong ambrol di Jalan Teratai depan pos ronda, motor terperosok.',
  })
  const visitor = openVisitor(lapor.app)
  await visitor.get('/lapor')
  const body = 'Motor saya terperosok, gorong-gorong di Jalan Teratai dekat pos ronda ambrol.'
  const chosen = await visitor.post('/lapor', { ...RIGHT, body, action: `join:${trackingNumber}` }, [
    { name: 'lubang.png', bytes: PNG },
  ])
  expect(chosen.statusCode).toBe(303)
  const form = await visitor.follow(chosen)
  for (const kept of ['Motor saya terperosok', RIGHT.name, RIGHT.contact, 'lubang.png'])
    expect(form.body).toContain(kept)
  // Somebody who changes their mind finds the form as it was.
  expect((await visitor.get('/lapor')).body).toContain('Motor saya terperosok')
  const again = await visitor.get(`${chosen.headers.location}`)
  const sent = await visitor.post(`/laporan/${trackingNumber}/ikut`, {
    text: body,
    name: RIGHT.name,
    contact: RIGHT.contact,
    request_key: hiddenValue(again.body, 'request_key'),
    from_draft: hiddenValue(again.body, 'from_draft'),
  })
  expect(sent.statusCode).toBe(303)
  const { db } = lapor.context
  const support = await db
    .selectFrom('reports')
    .select(['id', 'body'])
    .where('supports_id', '=', id)
    .executeTakeFirstOrThrow()
  expect(support.body).toBe(body)
  const files = db.selectFrom('attachments').select('original_name').where('report_id', '=', support.id)
  expect(await files.execute()).toEqual([{ original_name: 'lubang.png' }])
  expect((await visitor.get('/lapor')).body).not.toContain('Motor saya terperosok')
})

test('without script the same is offered before a report is sent, once', async () => {
  await told({
    body: 'Lampu lalu lintas mati di perempatan Jalan Melati dekat apotek Sehat, hampir tabrakan.',
  })
  const visitor = openVisitor(lapor.app)
  const page = await visitor.get('/lapor')
  const right = {
    ...RIGHT,
    body: 'Lampu lalu lintas perempatan Jalan Melati dekat apotek Sehat mati total, rawan tabrakan.',
    area_code: AREA,
    area: 'Bendan Kergon, Pekalongan Barat, Kota Pekalongan, Jawa Tengah',
    submission_key: hiddenValue(page.body, 'submission_key'),
    similar_seen: '',
    action: 'send',
  }
  const offered = await visitor.post('/lapor', right)
  expect(offered.statusCode).toBe(200)
  expect(offered.body).toContain('value="join:')
  expect(offered.body).toContain('belum terkirim')
  const sent = await visitor.post('/lapor', {
    ...right,
    similar_seen: hiddenValue(offered.body, 'similar_seen'),
  })
  expect(sent.statusCode).toBe(303)
})

test('what is no form, no place and no number is answered like nothing', async () => {
  const body = 'Air keruh dan berbau dari keran sejak hari Minggu di gang kami.'
  const all: Record<string, string>[] = [
    { area_code: "33' or 1=1" },
    { latitude: 'x', longitude: '1e999' },
    { category_code: '\u0000' },
  ]
  for (const odd of all) expect(await asked({ body, ...odd })).toEqual({ said: '', html: '' })
})
