import { expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../../test/support/app.ts'
import { PNG, RIGHT } from '../../visitor.fixture.ts'
import { QUEUE_HEADER, QUEUE_PATH } from './queued-route.ts'

const KEY = '6f2c1b9e-0d6a-4b53-9b0a-3f4f6f1f2a01'
const FILE = '6f2c1b9e-0d6a-4b53-9b0a-3f4f6f1f2a02'

function hand(
  lapor: TestApp,
  fields: Record<string, string>,
  headers: Record<string, string> = { [QUEUE_HEADER]: '1' },
) {
  return lapor.app.inject({
    method: 'POST',
    url: QUEUE_PATH,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...RIGHT, submission_key: KEY, ...fields }).toString(),
  })
}

const tus = { 'tus-resumable': '1.0.0' }

async function upload(lapor: TestApp, bytes: Buffer, key = FILE) {
  const meta = (text: string) => Buffer.from(text).toString('base64')
  const created = await lapor.app.inject({
    method: 'POST',
    url: '/unggah',
    headers: {
      ...tus,
      'upload-length': String(bytes.length),
      'upload-metadata': `key ${meta(key)},name ${meta('foto.png')}`,
    },
  })
  const url = String(created.headers.location)
  const piece = (offset: number, part: Buffer) =>
    lapor.app.inject({
      method: 'PATCH',
      url,
      headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      payload: part,
    })
  return { created, url, piece }
}

test('a report from the outbox of a phone is one report, however often it is handed over', async () => {
  await using lapor = await createTestApp()
  const first = await hand(lapor, {})
  const again = await hand(lapor, { waited: '1' })
  expect(first.json()).toMatchObject({
    kind: 'sent',
    next: expect.stringMatching(/^\/laporan\/\d{10}\/kode$/),
  })
  expect(again.json()).toEqual(first.json())
  expect(await lapor.context.db.selectFrom('reports').select('id').execute()).toHaveLength(1)
  expect(String(first.headers['set-cookie'])).toContain(`lapor_ikuti_${first.json().number}`)
})

test('a foreign page cannot hand a report over: it may not send our header', async () => {
  await using lapor = await createTestApp()
  expect((await hand(lapor, {}, {})).statusCode).toBe(403)
})

test('a file goes up in pieces and on after a break, and the report claims it by its key', async () => {
  await using lapor = await createTestApp()
  expect((await hand(lapor, { upload_keys: FILE })).json()).toEqual({ kind: 'missing', keys: [FILE] })
  const { created, url, piece } = await upload(lapor, PNG)
  expect(created.statusCode).toBe(201)
  await piece(0, PNG.subarray(0, 20))
  const where = await lapor.app.inject({ method: 'HEAD', url, headers: tus })
  expect(where.headers['upload-offset']).toBe('20')
  expect((await piece(20, PNG.subarray(20))).statusCode).toBe(204)
  const sent = await hand(lapor, { upload_keys: FILE })
  expect(sent.json().kind).toBe('sent')
  const files = await lapor.context.db.selectFrom('attachments').select(['report_id', 'mime']).execute()
  expect(files).toEqual([{ report_id: expect.any(Number), mime: 'image/jpeg' }])
})

test('a file that is none of the kinds we take is refused in words, and one without a key at once', async () => {
  await using lapor = await createTestApp()
  const script = Buffer.from('<script>alert(1)</script>')
  const { piece } = await upload(lapor, script)
  const refused = await piece(0, script)
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('foto.png')
  expect((await upload(lapor, PNG, 'mine')).created.statusCode).toBe(422)
})

test('whoever sits before the form is asked which place they mean; a report that waited goes on without', async () => {
  await using lapor = await createTestApp()
  const unclear = { area: 'Sukamaju', area_code: '' }
  const asked = await hand(lapor, unclear)
  expect(asked.statusCode).toBe(422)
  expect(asked.json().problems[0]).toMatchObject({ field: 'area' })
  expect((await hand(lapor, { ...unclear, waited: '1' })).json().kind).toBe('sent')
  const report = await lapor.context.db
    .selectFrom('reports')
    .select(['area_code', 'location_text'])
    .executeTakeFirstOrThrow()
  expect(report.area_code).toBeNull()
  expect(report.location_text).toContain('Sukamaju')
})

test('what is wrong with it is said in words that the phone can show', async () => {
  await using lapor = await createTestApp()
  const refused = await hand(lapor, { body: 'abc', contact: '0812' })
  expect(refused.statusCode).toBe(422)
  expect(
    refused
      .json()
      .problems.map(({ field }: { field: string }) => field)
      .sort(),
  ).toEqual(['body', 'phone'])
})
