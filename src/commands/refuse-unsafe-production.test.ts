import { expect, test } from 'vitest'
import { createTestContext } from '../../test/support/context.ts'
import { setUpTotp, totpCode } from '../identity/index.ts'
import { refuseUnsafeProduction } from './refuse-unsafe-production.ts'

const SAFE = { LAPOR_MODE: 'production', LAPOR_RATE_LIMITS: 'on' }

test('production names every reason not to start at once, and starts when all are gone', async () => {
  await using lapor = await createTestContext({
    ...SAFE,
    LAPOR_BASE_URL: 'http://lapor.example.go.id',
    LAPOR_MASTER_KEY: Buffer.alloc(32, 'rahasia').toString('base64'),
  })
  const { context } = lapor
  const { config, db } = context
  const national = await lapor.staff('national_admin', 'nasional')
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  await db
    .updateTable('staff_accounts')
    .set({ training: true })
    .where('id', '=', city.staff.accountId)
    .execute()

  const start = refuseUnsafeProduction(config, db)
  await expect(start).rejects.toThrow('LAPOR_BASE_URL must be the public https address')
  await expect(start).rejects.toThrow('LAPOR_MASTER_KEY is not a random key')
  await expect(start).rejects.toThrow('1 training accounts')
  await expect(start).rejects.toThrow(`without a second factor: ${national.email}`)

  await db.updateTable('staff_accounts').set({ active: false }).where('training', '=', true).execute()
  const secret = Buffer.alloc(20, 5)
  await setUpTotp(context, national.staff.accountId, secret, totpCode(secret, lapor.clock.now()))
  const random = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64')
  const mended = { ...config, baseUrl: 'https://lapor.example.go.id', masterKey: random }
  await expect(refuseUnsafeProduction(mended, db)).resolves.toBeUndefined()
})

test('training starts with everything that production refuses', async () => {
  await using lapor = await createTestContext()
  await lapor.staff('national_admin', 'nasional')
  await expect(refuseUnsafeProduction(lapor.context.config, lapor.context.db)).resolves.toBeUndefined()
})
