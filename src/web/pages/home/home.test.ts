import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createTestApp } from '../../../../test/support/app.ts'
import { answerReport, assignReport } from '../../../reports/index.ts'
import { openVisitor } from '../../visitor.fixture.ts'

test('home counts what became of the reports of the last 30 days', async () => {
  await using lapor = await createTestApp()
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  await lapor.report({ title: 'Laporan lama sekali' })
  lapor.clock.advanceHours(31 * 24)
  const { trackingNumber } = await lapor.report({ title: 'Lampu mati di Medono' })
  await lapor.report({ title: 'Rahasia', secret: true })
  await lapor.report({ title: 'Belum dikonfirmasi' }, { confirmed: false })
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  lapor.clock.advanceHours(36)
  await answerReport(lapor.context, city.actor, trackingNumber, { text: 'Sudah kami ganti semalam.' })
  const { body } = await openVisitor(lapor.app).get('/')
  const figures = [...body.matchAll(/stat-figure">([^<]*)</g)].map(([, figure]) => figure)
  expect(figures).toEqual(['2', '1', '0', '1,5 hari'])
  expect(body).toContain('Lampu mati di Medono')
  expect(body).not.toContain('Rahasia<')
})

test('home shows itself with nothing in the database', async () => {
  await using lapor = await createTestApp()
  const { statusCode, body } = await openVisitor(lapor.app).get('/')
  expect(statusCode).toBe(200)
  expect(body).toContain('Belum ada laporan untuk ditampilkan')
})

test('the first visit of home weighs at most 60 KB with style, script and font', async () => {
  await using lapor = await createTestApp()
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  for (let count = 0; count < 6; count += 1) {
    const { trackingNumber } = await lapor.report({
      title: `Lampu jalan mati di gang nomor ${count}`,
      body: `Sudah ${count} minggu lampu di depan rumah kami mati. ${'Mohon segera diperbaiki. '.repeat(10)}`,
    })
    await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  }
  const { body } = await openVisitor(lapor.app).get('/')
  const { css, script, font } = lapor.context.assets
  let bytes = gzipSync(body).length
  for (const url of [...css, script, font]) {
    if (url === null) continue
    const asset = await lapor.app.inject({ method: 'GET', url, headers: { 'accept-encoding': 'br, gzip' } })
    expect(asset.statusCode).toBe(200)
    bytes += asset.rawPayload.length
  }
  expect(bytes).toBeLessThan(60 * 1024)
})
