import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { StaffRole } from '../db/index.ts'
import {
  createStaffToken,
  endSessions,
  loadMasterKey,
  needsSecondFactor,
  newSecret,
  newTotpSecret,
  openSealer,
  saveStaffAccount,
  setUpTotp,
  staffByEmail,
  totpAddress,
  totpCode,
  totpText,
} from '../identity/index.ts'
import type { Command } from './command.ts'
import { openConfiguredDatabase } from './open-database.ts'

const ROLES: readonly StaffRole[] = ['national_admin', 'institution_admin', 'unit_officer', 'observer']

export const accounts: Command = {
  summary: 'staff accounts and their tokens',
  usage: [
    'accounts list',
    'accounts add EMAIL "NAME" ROLE INSTITUTION_CODE   (prints a first password; for admins in production the second factor too)',
    'accounts second-factor EMAIL                      (ends the second factor and sessions, prints a new one)',
    'accounts token EMAIL [LABEL]                      (prints a personal API token)',
    `roles: ${ROLES.join(', ')}`,
  ],
  async run(config, args) {
    const database = await openConfiguredDatabase(config, () => undefined)
    const deps = { db: database.db, clock: systemClock(config.nowOffsetDays) }
    try {
      const [action, ...rest] = args
      if (action === 'list') return await list(deps)
      if (action === 'add') return await add(config, deps, rest)
      if (action === 'second-factor') return await secondFactor(config, deps, rest)
      if (action === 'token') return await token(deps, rest)
      for (const line of accounts.usage ?? []) console.error(line)
      return 2
    } finally {
      await database.close()
    }
  },
}

type Deps = Parameters<typeof saveStaffAccount>[0]

async function list({ db }: Deps): Promise<number> {
  const rows = await db
    .selectFrom('staff_accounts as account')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select(['email', 'role', 'node.code', 'account.active'])
    .orderBy('email')
    .execute()
  for (const row of rows)
    console.log([row.email, row.role, row.code, row.active ? '' : 'inactive'].join('\t'))
  return 0
}

async function add(
  config: Config,
  deps: Deps,
  [email, name, roleText, institutionCode]: readonly string[],
): Promise<number> {
  const role = ROLES.find((candidate) => candidate === roleText)
  if (email === undefined || name === undefined || role === undefined || institutionCode === undefined) {
    console.error(accounts.usage?.join('\n'))
    return 2
  }
  const password = newSecret()
  const id = await saveStaffAccount(deps, { email, name, role, institutionCode, password })
  console.log(`${email} can sign in with: ${password}`)
  if (needsSecondFactor(config.mode, role)) await printSecondFactor(config, deps, id, email)
  return 0
}

/** For the admin above whom there is nobody: whoever may run commands here holds the keys anyway. */
async function secondFactor(config: Config, deps: Deps, [email]: readonly string[]): Promise<number> {
  const staff = email === undefined ? null : await staffByEmail(deps.db, email)
  if (staff === null) {
    console.error(`There is no active account ${email ?? ''}`)
    return 1
  }
  await endSessions(deps.db, staff.accountId, null)
  await printSecondFactor(config, deps, staff.accountId, staff.email)
  return 0
}

async function printSecondFactor(config: Config, deps: Deps, id: number, email: string): Promise<void> {
  const now = deps.clock.now()
  const sealer = await openSealer(deps.db, loadMasterKey(config), deps.clock)
  const secret = newTotpSecret()
  const codes = await setUpTotp({ ...deps, sealer }, id, secret, totpCode(secret, now))
  console.log(`\nAdd this to an authenticator app:\n  ${totpAddress(secret, email)}`)
  console.log(`  or type the key: ${totpText(secret)}`)
  console.log(`\nRecovery codes, each works once:\n${codes.map((code) => `  ${code}`).join('\n')}`)
}

async function token(deps: Deps, [email, label = 'command line']: readonly string[]): Promise<number> {
  const staff = email === undefined ? null : await staffByEmail(deps.db, email)
  if (staff === null) {
    console.error(`There is no active account ${email ?? ''}`)
    return 1
  }
  console.log(await createStaffToken(deps, staff.accountId, label))
  return 0
}
