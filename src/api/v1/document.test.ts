import type { AddressInfo } from 'node:net'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../../../client/src/index.ts'
import { createTestApp, type TestApp } from '../../../test/support/app.ts'
import { createSystem, makeSystemKey } from '../../identity/index.ts'
import { storeUpload } from '../../reports/index.ts'
import { PNG } from '../../web/visitor.fixture.ts'

let lapor: TestApp
let text: string

beforeAll(async () => {
  lapor = await createTestApp()
  const answer = await lapor.app.inject('/api/v1/openapi.json')
  text = `${JSON.stringify(answer.json(), null, 2)}\n`
})
afterAll(() => lapor[Symbol.asyncDispose]())

test('the OpenAPI document has no finding of the linter', async () => {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: text, absoluteRef: '/openapi.json', config })
  expect(
    problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`),
  ).toEqual([])
})

test('the document that the client package is made of is the present one', async () => {
  await expect(text).toMatchFileSnapshot('../../../client/openapi.json')
})

test('the types of the client package are made of that document', async () => {
  const { generateOperations } = await import('../../../scripts/generate-client.ts')
  await expect(await generateOperations()).toMatchFileSnapshot('../../../client/src/operations.ts')
})

test('the client submits, reads and acts over the wire, with tokens of its own', async () => {
  await lapor.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = lapor.app.server.address() as AddressInfo
  const id = await createSystem(lapor.context, {
    code: 'klien',
    name: 'Klien',
    institutionCode: 'kota-pekalongan',
    scopes: ['reports:submit', 'reports:read', 'reports:handle'],
    vouchesForContacts: true,
  })
  const client = createClient({
    baseUrl: `http://127.0.0.1:${port}`,
    credentials: { clientId: 'klien', clientSecret: await makeSystemKey(lapor.context, id) },
  })
  const photo = await storeUpload(lapor.context, { name: 'lampu.png', bytes: PNG, draftId: null })
  const submit = () =>
    client('postReports', {
      idempotencyKey: 'laporan-4711',
      body: {
        body: 'Lampu jalan di depan pasar mati sejak tiga malam.',
        location: { area_code: '33.75.01.1002' },
        contact: { name: 'Siti Rahma', phone: '081234567890' },
        attachments: [photo.id],
      },
    })
  const { tracking_number } = await submit()
  expect((await submit()).tracking_number).toBe(tracking_number)
  const path = { tracking_number }
  expect(await client('getReport', { path })).toMatchObject({ state: 'submitted' })
  const file = await client('getReportFile', { path: { ...path, id: photo.id } })
  expect(file).toMatchObject({ type: 'image/jpeg', size: photo.bytes })
  const asked = await client('postReporterCodes', { body: { contact: '081234567890' } })
  const check = { path: { id: asked.id }, body: { code: asked.training_code ?? '' } }
  const { access_token: token = '' } = await client('postReporterCodeCheck', check)
  const own = createClient({ baseUrl: `http://127.0.0.1:${port}`, credentials: { token } })
  expect(await own('getReporterReports', {})).toMatchObject({ reports: [{ tracking_number }] })
  const assigned = await client('postReportAssign', { path, body: { institution_code: 'pkl-dpupr' } })
  expect(assigned.state).toBe('assigned')
  const refusal = client('postReportAssign', { path, body: { institution_code: 'tidak-ada' } })
  await expect(refusal).rejects.toMatchObject({ status: 422, fields: [{ field: 'institution_code' }] })
})
