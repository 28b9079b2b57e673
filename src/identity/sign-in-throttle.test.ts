import { expect, test } from 'vitest'
import { createTestContext, TEST_PASSWORD } from '../../test/support/context.ts'
import { networkOf, signIn, tidySignInFailures } from './index.ts'

async function refusal(attempt: Promise<unknown>): Promise<string | null> {
  try {
    await attempt
    return null
  } catch (error) {
    return String(Reflect.get(Object(error), 'code'))
  }
}

test('guessing at an account slows its network down, and nobody else', async () => {
  await using lapor = await createTestContext()
  const { context } = lapor
  const { email } = await lapor.staff('unit_officer', 'kota-pekalongan')
  const colleague = await lapor.staff('institution_admin', 'kota-pekalongan')
  const office = { agent: 'Test', network: '10.0.0.1' }
  const wrong = { email, password: 'salah salah salah' }
  for (let n = 0; n < 5; n += 1) expect(await refusal(signIn(context, wrong, office))).toBe('sign_in_failed')
  expect(await refusal(signIn(context, wrong, office))).toBe('sign_in_too_often')
  // Even the right password has to wait there: a guess must not be told from a hit.
  expect(await refusal(signIn(context, { email, password: TEST_PASSWORD }, office))).toBe('sign_in_too_often')

  expect(
    await refusal(signIn(context, { email: colleague.email, password: TEST_PASSWORD }, office)),
  ).toBeNull()
  const home = { agent: 'Test', network: '10.9.9.9' }
  expect(await refusal(signIn(context, { email, password: TEST_PASSWORD }, home))).toBeNull()

  lapor.clock.advanceHours(1 / 60)
  expect(await refusal(signIn(context, { email, password: TEST_PASSWORD }, office))).toBeNull()
  lapor.clock.advanceHours(1)
  await tidySignInFailures(context)
  expect(await context.db.selectFrom('sign_in_failures').select('id').execute()).toEqual([])
})

test('tries at the same moment count too', async () => {
  await using lapor = await createTestContext()
  const { email } = await lapor.staff('unit_officer', 'kota-pekalongan')
  const office = { agent: 'Test', network: '10.0.0.1' }
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(
      Array.from({ length: 6 }, () =>
        refusal(signIn(lapor.context, { email, password: `salah ${round} salah salah` }, office)),
      ),
    )
  }
  const { count } = await lapor.context.db
    .selectFrom('sign_in_failures')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBeLessThanOrEqual(12)
})

test('many networks at one account stop only networks it was never used from', async () => {
  await using lapor = await createTestContext()
  const { context } = lapor
  const { email } = await lapor.staff('unit_officer', 'kota-pekalongan')
  const right = { email, password: TEST_PASSWORD }
  const own = { agent: 'Test', network: '10.0.0.1' }
  await signIn(context, right, own)
  const network = (n: number) => ({ agent: 'Test', network: `10.2.0.${n}` })
  for (let n = 0; n < 50; n += 1) {
    await context.db
      .insertInto('sign_in_failures')
      .columns(['account_key', 'network', 'at'])
      .expression((select) =>
        select
          .selectFrom('staff_accounts')
          .select([
            (field) => field.fn<Buffer>('sha256', [field.cast<Buffer>('email', 'bytea')]).as('account_key'),
            (field) => field.val(network(n).network).as('network'),
            (field) => field.val(lapor.clock.now()).as('at'),
          ])
          .where('email', '=', email),
      )
      .execute()
  }
  expect(await refusal(signIn(context, right, network(99)))).toBe('sign_in_too_often')
  expect(await refusal(signIn(context, right, own))).toBeNull()
})

test('a network is an IPv4 address or the /64 of an IPv6 one', () => {
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9')
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9')
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:db8::6')).toBe('2001:db8:0:0::/64')
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
})
