import { expect, test } from 'vitest'
import { createTestApp } from '../../../../test/support/app.ts'
import { assignReport } from '../../../reports/index.ts'
import { openVisitor } from '../../visitor.fixture.ts'

async function openList() {
  const lapor = await createTestApp()
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  /** A report that everybody may read. */
  const publish = async (input: Parameters<typeof lapor.report>[0], to = 'pkl-dpupr') => {
    lapor.clock.advanceHours(1)
    const { trackingNumber } = await lapor.report(input)
    await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: to })
    return trackingNumber
  }
  const visitor = openVisitor(lapor.app)
  /** Tracking numbers on a page of the list. */
  const numbersAt = async (path: string) => {
    const { statusCode, body } = await visitor.get(path)
    expect(statusCode).toBe(200)
    return [...body.matchAll(/href="\/laporan\/(\d{10})"/g)].map(([, number]) => number)
  }
  return { lapor, publish, visitor, numbersAt }
}

test('the list shows public reports only, newest first', async () => {
  const { lapor, publish, numbersAt } = await openList()
  await using _ = lapor
  const first = await publish({ title: 'Lampu mati di Medono' })
  const second = await publish({ title: 'Jalan berlubang di Medono' })
  await publish({ title: 'Pungutan liar', secret: true })
  await lapor.report({ title: 'Belum diverifikasi' })
  expect(await numbersAt('/laporan')).toEqual([second, first])
})

test('words, state, class, category, region and institution narrow it down', async () => {
  const { lapor, publish, numbersAt } = await openList()
  await using _ = lapor
  const lamp = await publish({
    title: 'Lampu mati di gang',
    body: 'Lampu di gang mati total.',
    area_code: '33.75.01.1002',
    category_code: 'infrastruktur.jalan-rusak',
  })
  const road = await publish(
    {
      title: 'Usul taman bermain',
      body: 'Anak-anak butuh taman.',
      class: 'aspiration',
      area_code: '33.75.03',
    },
    'pkl-dinkes',
  )
  expect(await numbersAt('/laporan?q=lampu')).toEqual([lamp])
  expect(await numbersAt('/laporan?jenis=aspiration')).toEqual([road])
  expect(await numbersAt('/laporan?status=assigned')).toEqual([road, lamp])
  expect(await numbersAt('/laporan?status=closed')).toEqual([])
  expect(await numbersAt('/laporan?kategori=infrastruktur')).toEqual([lamp])
  expect(await numbersAt('/laporan?wilayah=Kota+Pekalongan')).toEqual([road, lamp])
  expect(await numbersAt('/laporan?wilayah=Pekalongan+Barat,+Kota+Pekalongan')).toEqual([lamp])
  const { name } = await lapor.context.db
    .selectFrom('institutions')
    .select('name')
    .where('code', '=', 'pkl-dinkes')
    .executeTakeFirstOrThrow()
  expect(await numbersAt(`/laporan?instansi=${encodeURIComponent(name)}`)).toEqual([road])
})

test('a long list comes in pages', async () => {
  const { lapor, publish, visitor, numbersAt } = await openList()
  await using _ = lapor
  const numbers: string[] = []
  for (let count = 0; count < 21; count += 1)
    numbers.unshift(await publish({ title: `Laporan ke-${count + 100}` }))
  expect(await numbersAt('/laporan')).toEqual(numbers.slice(0, 20))
  const { body } = await visitor.get('/laporan')
  const next = /href="([^"]*lanjut=[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(await numbersAt(next)).toEqual(numbers.slice(20))
})

test('a tracking number leads to its report, also with blanks, a wrong one to a helpful list', async () => {
  const { lapor, publish, visitor } = await openList()
  await using _ = lapor
  const number = await publish({})
  const spoken = `${number.slice(0, 4)} ${number.slice(4, 7)} ${number.slice(7)}`
  const found = await visitor.get(`/laporan/cari?nomor=${encodeURIComponent(spoken)}`)
  expect(found.headers.location).toBe(`/laporan/${number}`)
  expect((await visitor.get(`/laporan?q=${number}`)).headers.location).toBe(`/laporan/${number}`)
  const wrong = await visitor.get(`/laporan/cari?nomor=${(BigInt(number) + 1n).toString()}`)
  expect((await visitor.follow(wrong)).body).toContain('Nomor laporan ini belum benar')
})

test.each([
  '/laporan?q=%00%27%22%3A*&status=x&jenis=y&kategori=%27&wilayah=%00&instansi=%ff',
  '/laporan?q=a&q=b&status=closed&status=assigned',
  '/laporan?wilayah=%25%25%25&instansi=%5C%5C&wilayah_code=33.75%00',
  `/laporan?q=${'panjang+'.repeat(500)}`,
])('odd filters are no failure: %s', async (path) => {
  const { lapor, visitor } = await openList()
  await using _ = lapor
  expect((await visitor.get(path)).statusCode).toBeLessThan(500)
})

test.each(['xyz', 'bnVsbA', 'WyIxIiwxXQ', 'WyIrMjc1NzYwLTA5LTEzVDAwOjAwOjAwLjAwMFoiLDFd'])(
  'a cursor that is none of ours is a 422: %s',
  async (cursor) => {
    const { lapor, visitor } = await openList()
    await using _ = lapor
    expect((await visitor.get(`/laporan?lanjut=${cursor}`)).statusCode).toBe(422)
  },
)
