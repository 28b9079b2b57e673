import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createTestApp } from '../../test/support/app.ts'
import { assignReport, blurPhoto, storeUpload, verifyReport } from './index.ts'

test('the public sees the covered copy, the handlers the original; without areas everybody the original', async () => {
  await using lapor = await createTestApp()
  const { context } = lapor
  // Left black, right white: what is covered is told from what is not.
  const half = await sharp({ create: { width: 100, height: 200, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  const photo = await sharp({ create: { width: 200, height: 200, channels: 3, background: 'black' } })
    .composite([{ input: half, left: 100, top: 0 }])
    .jpeg()
    .toBuffer()
  const { id } = await storeUpload(context, { name: 'orang.jpg', bytes: photo, draftId: null })
  const { trackingNumber: number } = await lapor.report({ attachments: [id] })
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const observer = await lapor.staff('observer', 'kota-pekalongan')
  await verifyReport(context, city.actor, number, { public_attachments: [id] })
  await assignReport(context, city.actor, number, { institution_code: 'pkl-dpupr' })

  const actor = { kind: 'staff', staff: city.staff, channel: 'web' } as const
  const middle = { x: 0.25, y: 0, width: 0.5, height: 0.5 }
  await blurPhoto(context, actor, number, { attachmentId: id, areas: [middle] })
  const seen = async (headers: Record<string, string> = {}) => {
    const { rawPayload } = await lapor.app.inject({ url: `/lampiran/${id}`, headers })
    const { data, info } = await sharp(rawPayload).raw().toBuffer({ resolveWithObject: true })
    // Just left of the edge between black and white, in the covered half.
    return data[(20 * info.width + 98) * info.channels] ?? 0
  }
  expect(await seen()).toBeGreaterThan(60)
  expect(await seen({ authorization: `Bearer ${city.token}` })).toBeLessThan(40)

  const refused = (promise: Promise<void>) =>
    promise.then(
      () => 'done',
      (error) => error.code,
    )
  expect(
    await refused(blurPhoto(context, actor, number, { attachmentId: id, areas: [{ ...middle, x: 0.9 }] })),
  ).toBe('invalid_input')
  const watching = { ...actor, staff: observer.staff }
  expect(await refused(blurPhoto(context, watching, number, { attachmentId: id, areas: [] }))).toBe(
    'not_allowed',
  )
  await blurPhoto(context, actor, number, { attachmentId: id, areas: [] })
  expect(await seen()).toBeLessThan(40)
})
