import { expect, test } from 'vitest'
import { createTestApp } from '../../../../test/support/app.ts'
import { DRAFT_COOKIE } from '../../../http/index.ts'
import { fieldValues, hiddenValue, openVisitor, PNG, RIGHT } from '../../visitor.fixture.ts'

async function openForm() {
  const lapor = await createTestApp()
  const visitor = openVisitor(lapor.app)
  const page = await visitor.get('/lapor')
  return { lapor, visitor, key: hiddenValue(page.body, 'submission_key') }
}

function countReports({ lapor }: Pick<Awaited<ReturnType<typeof openForm>>, 'lapor'>) {
  return lapor.context.db
    .selectFrom('reports')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
    .then((row) => Number(row.count))
}

test('a right form makes a report, forgets the draft and leads to the code', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const sent = await visitor.post('/lapor', { ...RIGHT, submission_key: key }, [
    { name: 'foto.png', bytes: PNG },
  ])
  expect(sent.statusCode).toBe(303)
  expect(sent.headers.location).toMatch(/^\/laporan\/\d{10}\/kode$/)
  const { db } = lapor.context
  const report = await db.selectFrom('reports').selectAll().executeTakeFirstOrThrow()
  expect(report).toMatchObject({ state: 'awaiting_identity', channel: 'web', body: RIGHT.body })
  expect(await db.selectFrom('drafts').selectAll().execute()).toEqual([])
  const files = await db.selectFrom('attachments').select(['report_id', 'original_name', 'mime']).execute()
  expect(files).toEqual([{ report_id: report.id, original_name: 'foto.png', mime: 'image/jpeg' }])
  expect(visitor.cookies.has(DRAFT_COOKIE)).toBe(false)
  const code = await visitor.follow(sent)
  expect(code.body).toContain('0812•••••890')
})

test('a refused form keeps everything typed and says at each field what to write', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const refused = await visitor.post(
    '/lapor',
    {
      ...RIGHT,
      body: 'abc',
      contact: '0812',
      title: 'Lampu <mati>',
      occurred_on: '31-02-2026',
      secret: 'on',
      submission_key: key,
    },
    [
      { name: 'foto.png', bytes: PNG },
      { name: 'skrip.html', bytes: '<script>alert(1)</script>' },
    ],
  )
  expect(refused.statusCode).toBe(422)
  for (const field of ['body', 'contact', 'occurred_on', 'attachments']) {
    expect(refused.body).toContain(`href="#${field}"`)
    expect(refused.body).toContain(`id="${field}-error"`)
  }
  expect(refused.body).toContain('Lampu &lt;mati>')
  expect(hiddenValue(refused.body, 'submission_key')).toBe(key)
  expect(refused.body).toMatch(/name="secret"[^>]*checked/)
  // The good file stays for the next try, the other is named.
  expect(fieldValues(refused.body, 'attachments_kept')).toHaveLength(1)
  expect(refused.body).toContain('skrip.html')
  const kept = fieldValues(refused.body, 'attachments_kept')
  const sent = await visitor.post('/lapor', {
    ...RIGHT,
    submission_key: key,
    attachments_kept: kept,
    attachments_shown: kept,
  })
  expect(sent.statusCode).toBe(303)
  const { db } = lapor.context
  expect(
    await db.selectFrom('attachments').where('report_id', 'is not', null).selectAll().execute(),
  ).toHaveLength(1)
})

test('a file that is unticked is removed from the draft', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const saved = await visitor.post('/lapor', { body: 'Belum jadi', action: 'save', submission_key: key }, [
    { name: 'satu.png', bytes: PNG },
    { name: 'dua.png', bytes: PNG },
  ])
  expect(saved.statusCode).toBe(200)
  const [first = '', second = ''] = fieldValues(saved.body, 'attachments_kept')
  const again = await visitor.post('/lapor', {
    body: 'Belum jadi',
    action: 'save',
    submission_key: key,
    attachments_shown: [first, second],
    attachments_kept: [second],
  })
  expect(fieldValues(again.body, 'attachments_kept')).toEqual([second])
})

test('a sixth file is refused, the five before it stay', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const files = Array.from({ length: 9 }, (__, index) => ({ name: `foto-${index}.png`, bytes: PNG }))
  const refused = await visitor.post('/lapor', { ...RIGHT, submission_key: key }, files)
  expect(refused.statusCode).toBe(422)
  expect(fieldValues(refused.body, 'attachments_kept')).toHaveLength(5)
  expect(refused.body).toContain(RIGHT.body)
})

test('a file above 10 MB is refused by name', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const refused = await visitor.post('/lapor', { ...RIGHT, submission_key: key }, [
    { name: 'panjang.mp4', bytes: Buffer.alloc(10 * 1024 * 1024 + 1) },
  ])
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('panjang.mp4')
  expect(refused.body).toContain(RIGHT.name)
})

test('a refresh brings the draft back, sealed in between, and it can be emptied', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  await visitor.post('/lapor', { ...RIGHT, body: 'Ce', submission_key: key }, [
    { name: 'foto.png', bytes: PNG },
  ])
  const row = await lapor.context.db.selectFrom('drafts').selectAll().executeTakeFirstOrThrow()
  expect(JSON.stringify(row.fields)).not.toContain('Siti')
  const again = await visitor.get('/lapor')
  expect(again.body).toContain('value="Siti Nur Rahma"')
  expect(fieldValues(again.body, 'attachments_kept')).toHaveLength(1)
  const emptied = await visitor.post('/lapor', { action: 'discard' })
  expect(emptied.statusCode).toBe(303)
  const empty = await visitor.follow(emptied)
  expect(empty.body).not.toContain('Siti Nur Rahma')
  expect(empty.body).toContain('data-draft-clear="tell"')
  expect(await lapor.context.db.selectFrom('attachments').selectAll().execute()).toEqual([])
})

test('a forged token is refused with everything kept, and sending once more works', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const refused = await visitor.post('/lapor', { ...RIGHT, _csrf: 'palsu', submission_key: key }, [
    { name: 'foto.png', bytes: PNG },
  ])
  expect(refused.statusCode).toBe(403)
  expect(refused.body).toContain(RIGHT.body)
  expect(refused.body).toContain('value="Siti Nur Rahma"')
  const kept = fieldValues(refused.body, 'attachments_kept')
  expect(kept).toHaveLength(1)
  const sent = await visitor.post('/lapor', {
    ...RIGHT,
    submission_key: key,
    attachments_kept: kept,
    attachments_shown: kept,
  })
  expect(sent.statusCode).toBe(303)
})

test('a form posted by another site leaves no draft', async () => {
  const { lapor, visitor } = await openForm()
  await using _ = lapor
  const answer = await lapor.app.inject({
    method: 'POST',
    url: '/lapor',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
    payload: 'body=Ditulis+orang+lain&name=Orang',
  })
  expect(answer.statusCode).toBe(403)
  expect(await lapor.context.db.selectFrom('drafts').selectAll().execute()).toEqual([])
  expect(visitor.cookies.has(DRAFT_COOKIE)).toBe(false)
})

test('a failure of ours keeps what was typed, in the draft and on the page', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  await lapor.owner.schema.alterTable('contact_codes').renameTo('contact_codes_gone').execute()
  const failed = await visitor.post('/lapor', { ...RIGHT, submission_key: key }, [
    { name: 'foto.png', bytes: PNG },
  ])
  expect(failed.statusCode).toBe(500)
  expect(failed.body).toContain(RIGHT.body)
  expect(fieldValues(failed.body, 'attachments_kept')).toHaveLength(1)
  await lapor.owner.schema.alterTable('contact_codes_gone').renameTo('contact_codes').execute()
  expect((await visitor.get('/lapor')).body).toContain(RIGHT.body)
})

test('a form that is sent twice makes one report, also at the same instant', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const send = () =>
    visitor.post('/lapor', { ...RIGHT, submission_key: key }, [{ name: 'foto.png', bytes: PNG }])
  const both = await Promise.all([send(), send()])
  const third = await send()
  expect(new Set([...both, third].map((answer) => answer.headers.location)).size).toBe(1)
  expect(await countReports({ lapor })).toBe(1)
})

test('the same form with other words is another report, so that no correction is lost', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const first = await visitor.post('/lapor', { ...RIGHT, submission_key: key })
  const corrected = await visitor.post('/lapor', { ...RIGHT, contact: '0812 3456 7891', submission_key: key })
  expect(corrected.statusCode).toBe(303)
  expect(corrected.headers.location).not.toBe(first.headers.location)
})

test('a region is found by its words, chosen among several, or kept as words', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const several = await visitor.post('/lapor', { ...RIGHT, area: 'Medono', submission_key: key })
  expect(several.statusCode).toBe(422)
  expect(several.body).toContain('href="#area"')
  expect(fieldValues(several.body, 'area_choice')).toContain('33.75.01.1002')
  const chosen = await visitor.post('/lapor', {
    ...RIGHT,
    area: 'Medono',
    area_choice: '33.75.01.1002',
    submission_key: key,
  })
  expect(chosen.statusCode).toBe(303)
  const unknown = await visitor.post('/lapor', {
    ...RIGHT,
    area: 'xqzwv kkkqq',
    location_text: 'Gang buntu',
    submission_key: crypto.randomUUID(),
  })
  expect(unknown.statusCode).toBe(303)
  const rows = await lapor.context.db
    .selectFrom('reports')
    .select(['area_code', 'location_text'])
    .orderBy('id')
    .execute()
  expect(rows).toEqual([
    { area_code: '33.75.01.1002', location_text: null },
    { area_code: null, location_text: 'Gang buntu, xqzwv kkkqq' },
  ])
})

test('the search button looks a region up and sends nothing', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const found = await visitor.post('/lapor', {
    ...RIGHT,
    area: 'Medono',
    action: 'search_area',
    submission_key: key,
  })
  expect(found.statusCode).toBe(200)
  expect(fieldValues(found.body, 'area_choice').length).toBeGreaterThan(2)
  expect(found.body).toContain(RIGHT.body)
  expect(await countReports({ lapor })).toBe(0)
})

test.each([
  ['an unknown class', { class: 'keluhan' }, '#class'],
  ['an unknown category', { category_code: "x' or 1=1" }, '#category_code'],
  ['a category with a NUL byte', { category_code: 'infra\0struktur' }, '#category_code'],
  ['an unknown institution', { institution: 'zzqxw vvkkq' }, '#institution'],
  ['a NUL byte in the text', { body: `${RIGHT.body}\0` }, '#body'],
  ['bytes that were no UTF-8', { name: 'Siti \ufffd' }, '#name'],
  ['a date that does not exist', { occurred_on: '2026-02-30' }, '#occurred_on'],
  ['a date to come', { occurred_on: '2027-01-01' }, '#occurred_on'],
  ['a position in another country', { latitude: '52.5', longitude: '13.4' }, '#location_text'],
  ['a position that is no number', { latitude: 'utara', longitude: '109' }, '#location_text'],
  ['a text that is too long', { body: 'a'.repeat(10_001) }, '#body'],
])('%s is refused at its field', async (_name, wrong, href) => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const refused = await visitor.post('/lapor', { ...RIGHT, ...wrong, submission_key: key })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain(`href="${href}"`)
  // Characters that cannot be seen are gone, so that sending again is enough.
  expect(refused.body).not.toMatch(/[\0\ufffd]/)
})

test('a cookie or a file id that is none of ours counts as none', async () => {
  const { lapor, visitor, key } = await openForm()
  await using _ = lapor
  const stranger = openVisitor(lapor.app)
  await stranger.get('/lapor')
  const theirs = await stranger.post('/lapor', { ...RIGHT, action: 'save' }, [
    { name: 'foto.png', bytes: PNG },
  ])
  const foreign = fieldValues(theirs.body, 'attachments_kept')
  visitor.cookies.set(DRAFT_COOKIE, "1' or '1'='1")
  const sent = await visitor.post('/lapor', {
    ...RIGHT,
    submission_key: key,
    attachments_kept: [...foreign, 'bukan-id'],
    attachments_shown: [...foreign, 'bukan-id'],
  })
  expect(sent.statusCode).toBe(303)
  expect(fieldValues((await stranger.get('/lapor')).body, 'attachments_kept')).toEqual(foreign)
})

test('broken UTF-8 in a plain form is a 400, never a 500', async () => {
  const { lapor } = await openForm()
  await using _ = lapor
  const answer = await lapor.app.inject({
    method: 'POST',
    url: '/lapor',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'body=%ff%fe',
  })
  expect(answer.statusCode).toBe(400)
})

test('places and institutions are suggested while one types', async () => {
  const { lapor, visitor } = await openForm()
  await using _ = lapor
  const areas = (await visitor.get('/saran/wilayah?q=medono%00')).json()
  expect(areas.suggestions[0]).toMatchObject({ label: expect.stringContaining('Medono') })
  expect((await visitor.get('/saran/wilayah?q=m')).json()).toEqual({ suggestions: [] })
  const institutions = (await visitor.get('/saran/instansi?q=dinas+kesehatan')).json()
  expect(institutions.suggestions.length).toBeGreaterThan(0)
})
