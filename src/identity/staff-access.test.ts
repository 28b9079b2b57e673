import { beforeEach, expect, test } from 'vitest'
import { createTestContext, TEST_PASSWORD } from '../../test/support/context.ts'
import type { Db } from '../db/index.ts'
import {
  changeStaff,
  deactivateStaff,
  finishSignIn,
  forgetPassword,
  inviteStaff,
  listStaff,
  type ManageDeps,
  openLink,
  readAccountEvents,
  removeTotp,
  resetStaff,
  setUpTotp,
  signIn,
  staffOfSession,
  staffOfToken,
  totpCode,
  useLink,
} from './index.ts'

const HOME = { agent: 'Test', network: '10.1.2.3' }
const PASSWORD = 'becak biru lewat pasar'
const PLAN = {
  name: 'Budi Santoso',
  role: 'unit_officer',
  institutionCode: 'dinkes',
  mayApprove: false,
} as const

let sent: { email: string; token: string; kind: string; reason: string | null }[] = []
beforeEach(() => {
  sent = []
})

async function open(mode: 'training' | 'production' = 'training') {
  const lapor = await createTestContext()
  const { context } = lapor
  const manage: ManageDeps = {
    db: context.db,
    clock: context.clock,
    mode,
    tell: async (_tx: Db, account, message) => {
      sent.push({ email: account.email, ...message })
    },
  }
  const unit = await context.db
    .selectFrom('institutions as unit')
    .innerJoin('institutions as city', 'city.id', 'unit.institution_id')
    .select('unit.code')
    .where('city.code', '=', 'kota-pekalongan')
    .whereRef('unit.id', '!=', 'city.id')
    .orderBy('unit.id')
    .executeTakeFirstOrThrow()
  return { lapor, context, manage, plan: { ...PLAN, institutionCode: unit.code } }
}

function lastLink() {
  const last = sent.at(-1)
  if (last === undefined) throw new Error('no link was sent')
  return last
}

test('an invited person chooses a password by a link that works once, and signs in', async () => {
  const { lapor, context, manage, plan } = await open()
  await using _ = lapor
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  await inviteStaff(manage, city.staff, { ...plan, email: ' Budi@Uji.test ' })
  const { email, token } = lastLink()
  expect(email).toBe('budi@uji.test')
  await expect(signIn(context, { email, password: PASSWORD }, HOME)).rejects.toThrow('sign_in_failed')
  await expect(
    useLink(context, token, { password: 'password1234', code: '' }, 'training'),
  ).rejects.toMatchObject({ fields: [{ code: 'password_common' }] })
  await useLink(context, token, { password: PASSWORD, code: '' }, 'training')
  await expect(openLink(context, token, 'training')).rejects.toThrow('link_unknown')
  const outcome = await signIn(context, { email, password: PASSWORD }, HOME)
  if (!('session' in outcome)) throw new Error('a second factor was asked')
  expect(await staffOfSession(context, outcome.session.token)).toMatchObject({
    email,
    role: 'unit_officer',
    nodeCode: plan.institutionCode,
  })
})

test('a link ends after its time, and when a newer one is sent', async () => {
  const { lapor, context, manage, plan } = await open()
  await using _ = lapor
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  await inviteStaff(manage, city.staff, { ...plan, email: 'budi@uji.test' })
  const first = lastLink().token
  lapor.clock.advanceHours(7 * 24 + 1)
  await expect(openLink(context, first, 'training')).rejects.toThrow('link_unknown')
})

test('accounts are given from above down, never sideways or up', async () => {
  const { lapor, manage, plan } = await open()
  await using _ = lapor
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const officer = await lapor.staff('unit_officer', plan.institutionCode)
  const other = await lapor.staff('institution_admin', 'kota-semarang')
  const national = await lapor.staff('national_admin', 'nasional')
  const invite = (
    by: typeof city,
    role: 'national_admin' | 'institution_admin' | 'unit_officer',
    code: string,
  ) =>
    inviteStaff(manage, by.staff, {
      ...plan,
      role,
      institutionCode: code,
      email: `${role}.${code}.${by.staff.accountId}@baru.test`,
    })
  await expect(invite(city, 'institution_admin', 'kota-pekalongan')).rejects.toThrow('not_allowed')
  await expect(invite(city, 'unit_officer', 'kota-semarang')).rejects.toThrow('not_allowed')
  await expect(invite(officer, 'unit_officer', plan.institutionCode)).rejects.toThrow('not_allowed')
  await expect(invite(national, 'national_admin', 'kota-pekalongan')).rejects.toMatchObject({
    fields: [{ code: 'role_and_place' }],
  })
  await expect(invite(city, 'unit_officer', plan.institutionCode)).resolves.toBeGreaterThan(0)
  await expect(invite(national, 'institution_admin', 'kota-pekalongan')).resolves.toBeGreaterThan(0)
  const reason = 'Pindah tugas ke kota lain'
  await expect(deactivateStaff(manage, other.staff, officer.staff.accountId, reason)).rejects.toThrow(
    'not_found',
  )
  await expect(deactivateStaff(manage, city.staff, national.staff.accountId, reason)).rejects.toThrow(
    'not_found',
  )
  await expect(deactivateStaff(manage, city.staff, city.staff.accountId, reason)).rejects.toThrow('not_found')
})

test('who leaves is out at once, by session and by token, and the reason is kept', async () => {
  const { lapor, context, manage, plan } = await open()
  await using _ = lapor
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const officer = await lapor.staff('unit_officer', plan.institutionCode)
  const outcome = await signIn(context, { email: officer.email, password: TEST_PASSWORD }, HOME)
  if (!('session' in outcome)) throw new Error('a second factor was asked')
  await deactivateStaff(manage, city.staff, officer.staff.accountId, 'Pensiun per 1 November')
  expect(await staffOfSession(context, outcome.session.token)).toBeNull()
  expect(await staffOfToken(context.db, officer.token)).toBeNull()
  await expect(signIn(context, { email: officer.email, password: TEST_PASSWORD }, HOME)).rejects.toThrow(
    'sign_in_failed',
  )
  const [event] = await readAccountEvents(context.db, officer.staff.accountId)
  expect(event).toMatchObject({
    type: 'deactivated',
    reason: 'Pensiun per 1 November',
    actor_name: city.staff.name,
  })
  const left = await listStaff(context, city.staff, { show: 'left', q: '', after: 0 })
  expect(left.staff.map(({ email }) => email)).toEqual([officer.email])
})

test('an account not used for 30 days shows up, also one whose invitation was never accepted', async () => {
  const { lapor, context, manage, plan } = await open()
  await using _ = lapor
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const busy = await lapor.staff('unit_officer', plan.institutionCode)
  await inviteStaff(manage, city.staff, { ...plan, email: 'budi@uji.test' })
  const unused = async () =>
    (await listStaff(context, city.staff, { show: 'unused', q: '', after: 0 })).staff.map(
      ({ email }) => email,
    )
  lapor.clock.advanceHours(29 * 24)
  await signIn(context, { email: busy.email, password: TEST_PASSWORD }, HOME)
  expect(await unused()).toEqual([])
  lapor.clock.advanceHours(2 * 24)
  expect(await unused()).toEqual([city.email, 'budi@uji.test'])
})

test('with a second factor the password alone is half the way; each code works once', async () => {
  const { lapor, context } = await open()
  await using _ = lapor
  const { staff, email } = await lapor.staff('institution_admin', 'kota-pekalongan')
  const secret = Buffer.alloc(20, 7)
  const code = () => totpCode(secret, lapor.clock.now())
  await expect(setUpTotp(context, staff.accountId, secret, '000000')).rejects.toMatchObject({
    fields: [{ code: 'code_wrong' }],
  })
  const recovery = await setUpTotp(context, staff.accountId, secret, code())
  const half = async () => {
    const outcome = await signIn(context, { email, password: TEST_PASSWORD }, HOME)
    if (!('secondFactorStep' in outcome)) throw new Error('no second factor was asked')
    return outcome.secondFactorStep
  }
  const step = await half()
  expect(await staffOfSession(context, step)).toBeNull()
  // The very code that set it up is spent.
  await expect(finishSignIn(context, step, code(), HOME)).rejects.toThrow('second_factor_wrong')
  lapor.clock.advanceHours(1 / 60)
  const session = await finishSignIn(context, step, code(), HOME)
  expect(await staffOfSession(context, session.token)).toMatchObject({ secured: true })
  await expect(finishSignIn(context, step, code(), HOME)).rejects.toThrow('sign_in_again')

  const [lost = '', other = ''] = recovery
  expect(recovery).toHaveLength(10)
  await finishSignIn(context, await half(), lost.toUpperCase().replaceAll('-', ' '), HOME)
  await expect(finishSignIn(context, await half(), lost, HOME)).rejects.toThrow('second_factor_wrong')
  await finishSignIn(context, await half(), other, HOME)
})

test('wrong codes slow down like wrong passwords, also across new halves of a sign-in', async () => {
  const { lapor, context } = await open()
  await using _ = lapor
  const { staff, email } = await lapor.staff('institution_admin', 'kota-pekalongan')
  const secret = Buffer.alloc(20, 7)
  await setUpTotp(context, staff.accountId, secret, totpCode(secret, lapor.clock.now()))
  const refusals: string[] = []
  for (let n = 0; n < 6; n += 1) {
    try {
      const outcome = await signIn(context, { email, password: TEST_PASSWORD }, HOME)
      if ('secondFactorStep' in outcome) await finishSignIn(context, outcome.secondFactorStep, '123456', HOME)
    } catch (error) {
      refusals.push(Reflect.get(Object(error), 'code'))
    }
  }
  expect(refusals.slice(-2)).toEqual(['sign_in_too_often', 'sign_in_too_often'])
})

test('in production an admin’s invitation sets password and second factor up together', async () => {
  const { lapor, context, manage } = await open('production')
  await using _ = lapor
  const national = await lapor.staff('national_admin', 'nasional')
  await inviteStaff(manage, national.staff, {
    name: 'Sari Dewi',
    email: 'sari@uji.test',
    role: 'institution_admin',
    institutionCode: 'kota-pekalongan',
    mayApprove: true,
  })
  const { token } = lastLink()
  const { totpSecret } = await openLink(context, token, 'production')
  if (totpSecret === null) throw new Error('no second factor is set up')
  await expect(useLink(context, token, { password: PASSWORD, code: '' }, 'production')).rejects.toMatchObject(
    { fields: [{ field: 'code', code: 'code_wrong' }] },
  )
  const code = totpCode(totpSecret, lapor.clock.now())
  const { recoveryCodes } = await useLink(context, token, { password: PASSWORD, code }, 'production')
  expect(recoveryCodes).toHaveLength(10)
  const outcome = await signIn(context, { email: 'sari@uji.test', password: PASSWORD }, HOME)
  expect(outcome).toHaveProperty('secondFactorStep')
  const account = await context.db
    .selectFrom('staff_accounts')
    .select('id')
    .where('email', '=', 'sari@uji.test')
    .executeTakeFirstOrThrow()
  await expect(
    removeTotp(context, { id: account.id, role: 'institution_admin' }, 'production'),
  ).rejects.toThrow('second_factor_needed')
})

test('nobody becomes an admin in production without a second factor', async () => {
  const { lapor, manage, plan } = await open('production')
  await using _ = lapor
  const national = await lapor.staff('national_admin', 'nasional')
  const officer = await lapor.staff('unit_officer', plan.institutionCode)
  await expect(
    changeStaff(manage, national.staff, officer.staff.accountId, {
      ...plan,
      role: 'institution_admin',
      institutionCode: 'kota-pekalongan',
    }),
  ).rejects.toThrow('second_factor_first')
})

test('a reset by an admin above ends password, factors, sessions and tokens at once and tells the person why', async () => {
  const { lapor, context, manage, plan } = await open()
  await using _ = lapor
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const officer = await lapor.staff('unit_officer', plan.institutionCode)
  const outcome = await signIn(context, { email: officer.email, password: TEST_PASSWORD }, HOME)
  if (!('session' in outcome)) throw new Error('a second factor was asked')
  await expect(resetStaff(manage, city.staff, officer.staff.accountId, ' ')).rejects.toMatchObject({
    fields: [{ code: 'reason_missing' }],
  })
  await resetStaff(manage, city.staff, officer.staff.accountId, 'Ponselnya hilang, sudah ditelepon')
  expect(await staffOfSession(context, outcome.session.token)).toBeNull()
  expect(await staffOfToken(context.db, officer.token)).toBeNull()
  await expect(signIn(context, { email: officer.email, password: TEST_PASSWORD }, HOME)).rejects.toThrow(
    'sign_in_failed',
  )
  expect(lastLink()).toMatchObject({
    email: officer.email,
    kind: 'reset',
    reason: 'Ponselnya hilang, sudah ditelepon',
  })
  // The mailbox alone must not overrule what the admin began.
  await forgetPassword(manage, officer.email)
  expect(sent).toHaveLength(1)
})

test('a forgotten password is replaced by mail, the second factor stays, strangers learn nothing', async () => {
  const { lapor, context, manage } = await open()
  await using _ = lapor
  const { staff, email } = await lapor.staff('institution_admin', 'kota-pekalongan')
  const secret = Buffer.alloc(20, 9)
  await setUpTotp(context, staff.accountId, secret, totpCode(secret, lapor.clock.now()))
  await forgetPassword(manage, 'siapa@uji.test')
  expect(sent).toEqual([])
  await forgetPassword(manage, email)
  await forgetPassword(manage, email)
  expect(sent).toHaveLength(1)
  await useLink(context, lastLink().token, { password: PASSWORD, code: '' }, 'production')
  const outcome = await signIn(context, { email, password: PASSWORD }, HOME)
  expect(outcome).toHaveProperty('secondFactorStep')
})
