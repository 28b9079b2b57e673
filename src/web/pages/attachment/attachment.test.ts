import { expect, test } from 'vitest'
import { createTestApp } from '../../../../test/support/app.ts'
import { followCookie } from '../../../http/index.ts'
import { createSystem, makeSystemKey } from '../../../identity/index.ts'
import { assignReport, storeUpload } from '../../../reports/index.ts'
import { openVisitor, PNG } from '../../visitor.fixture.ts'

async function openFile(input: { secret?: boolean } = {}) {
  const lapor = await createTestApp()
  const file = await storeUpload(lapor.context, { name: 'lampu “mati”.png', bytes: PNG, draftId: null })
  const report = await lapor.report({ ...input, attachments: [file.id] })
  const owner = openVisitor(lapor.app)
  owner.cookies.set(followCookie(report.trackingNumber), report.followSecret)
  return { lapor, owner, stranger: openVisitor(lapor.app), report, url: `/lampiran/${file.id}` }
}

test('a file is for its reporter until an officer shows it to everyone', async () => {
  const { lapor, owner, stranger, report, url } = await openFile()
  await using _ = lapor
  expect((await stranger.get(url)).statusCode).toBe(404)
  const own = await owner.get(url)
  expect(own.statusCode).toBe(200)
  expect(own.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'cache-control': expect.stringContaining('private'),
    'content-disposition': expect.stringContaining('inline'),
  })
  // A system that only handles reads nothing, files neither.
  const bySystem = async (code: string, scopes: string[]) => {
    const about = { code, name: code, institutionCode: 'kota-pekalongan', requestsPerMinute: 60 }
    const key = await makeSystemKey(lapor.context, await createSystem(lapor.context, { ...about, scopes }))
    return (await lapor.app.inject({ url, headers: { authorization: `Bearer ${key}` } })).statusCode
  }
  expect(await bySystem('penangan', ['reports:handle'])).toBe(404)
  expect(await bySystem('pembaca', ['reports:read'])).toBe(200)
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  await assignReport(lapor.context, city.actor, report.trackingNumber, {
    institution_code: 'pkl-dpupr',
    public_attachments: [url.slice('/lampiran/'.length)],
  })
  expect((await stranger.get(url)).statusCode).toBe(200)
  expect((await stranger.get(`${url}?kecil=1`)).headers['content-type']).toBe('image/jpeg')
  expect((await stranger.get(`/laporan/${report.trackingNumber}`)).body).toContain(`${url}?kecil=1`)
})

test('a file of a secret report stays with its reporter', async () => {
  const { lapor, owner, stranger, report, url } = await openFile({ secret: true })
  await using _ = lapor
  await lapor.context.db.updateTable('attachments').set({ visibility: 'public' }).execute()
  await lapor.context.db.updateTable('reports').set({ published_at: new Date() }).execute()
  expect((await stranger.get(url)).statusCode).toBe(404)
  expect((await owner.get(url)).statusCode).toBe(200)
  expect(report.trackingNumber).toHaveLength(10)
})

test('staff see the files of the reports they see, and no others', async () => {
  const { lapor, url } = await openFile()
  await using _ = lapor
  const read = async (role: 'institution_admin' | 'unit_officer', code: string) => {
    const { token } = await lapor.staff(role, code)
    const answer = await lapor.app.inject({ url, headers: { authorization: `Bearer ${token}` } })
    return answer.statusCode
  }
  expect(await read('institution_admin', 'kota-pekalongan')).toBe(200)
  expect(await read('unit_officer', 'pkl-dinkes')).toBe(404)
})

test.each(['abc', '00000000-0000-4000-8000-000000000000', '%00', "1' or 1=1"])(
  'no such file: %s',
  async (id) => {
    const { lapor, stranger } = await openFile()
    await using _ = lapor
    expect((await stranger.get(`/lampiran/${encodeURIComponent(decodeURIComponent(id))}`)).statusCode).toBe(
      404,
    )
  },
)

test('with a host of their own files leave by signed links without cookies, and nothing else is there', async () => {
  const lapor = await createTestApp({ LAPOR_UPLOADS_URL: 'http://berkas.lapor.test' })
  await using _ = lapor
  const file = await storeUpload(lapor.context, { name: 'lampu.png', bytes: PNG, draftId: null })
  const report = await lapor.report({ attachments: [file.id] })
  const cookie = `${followCookie(report.trackingNumber)}=${report.followSecret}`
  const page = await lapor.app.inject({ url: `/lampiran/${file.id}?kecil=1`, headers: { cookie } })
  expect(page.statusCode).toBe(302)
  const link = new URL(`${page.headers.location}`)
  expect(link.host).toBe('berkas.lapor.test')
  const onFiles = (url: string) => lapor.app.inject({ url, headers: { host: 'berkas.lapor.test' } })
  const served = await onFiles(`${link.pathname}${link.search}`)
  expect(served.statusCode).toBe(200)
  expect(served.headers).toMatchObject({
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': expect.stringContaining('inline'),
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
  })
  expect(served.headers['set-cookie']).toBeUndefined()
  // Changed, too late, unsigned, or on the wrong host: nothing.
  const whole = `${link.pathname}${link.search.replace('ukuran=256', 'ukuran=0')}`
  expect((await onFiles(whole)).statusCode).toBe(404)
  expect((await onFiles(link.pathname)).statusCode).toBe(404)
  expect((await onFiles('/saya')).statusCode).toBe(404)
  expect((await lapor.app.inject({ url: `${link.pathname}${link.search}` })).statusCode).toBe(404)
  lapor.clock.advanceHours(0.5)
  expect((await onFiles(`${link.pathname}${link.search}`)).statusCode).toBe(404)
  // A stranger gets no link, and the pages allow pictures from that host alone.
  expect((await lapor.app.inject({ url: `/lampiran/${file.id}` })).statusCode).toBe(404)
  const home = await lapor.app.inject({ url: '/tentang' })
  expect(home.headers['content-security-policy']).toContain('http://berkas.lapor.test')
})
