import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Db, StaffRole } from '../db/index.ts'
import type { AppContext } from '../http/index.ts'
import { createStaffToken, newSecret, type Staff, saveStaffAccount, staffByEmail } from '../identity/index.ts'
import type { Story } from './sample-story.ts'

export interface TrainingAccount {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly token: string
  readonly role: StaffRole
  readonly institution_code: string
}

type PlannedAccount = Pick<TrainingAccount, 'email' | 'name' | 'role' | 'institution_code'>

export function trainingAccountsFile(dataDir: string): string {
  return join(dataDir, 'training-accounts.json')
}

/**
 * Make the accounts of the training mode and write them to `training-accounts.json` in the data folder: those of
 * `registry/training-accounts.csv`, an officer for each unit in the registry, and an admin for each other institution
 * that acts in the sample. All share one password made for this data folder.
 */
export async function makeTrainingAccounts(
  context: AppContext,
  stories: readonly Story[],
): Promise<TrainingAccount[]> {
  const file = trainingAccountsFile(context.config.dataDir)
  const known: TrainingAccount[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  if (known.length > 0 && (await allThere(context.db, known))) return known

  const password = `pelatihan-${newSecret().slice(0, 8)}`
  const accounts: TrainingAccount[] = []
  for (const planned of await planAccounts(context, stories)) {
    const id = await saveStaffAccount(context, {
      ...planned,
      institutionCode: planned.institution_code,
      password,
      training: true,
    })
    accounts.push({ ...planned, password, token: await createStaffToken(context, id, 'pelatihan') })
  }
  writeFileSync(file, `${JSON.stringify(accounts, null, 1)}\n`, { mode: 0o600 })
  return accounts
}

/** The person who acts for an institution or unit in the sample. */
export async function actorsByCode(
  db: Db,
  accounts: readonly TrainingAccount[],
): Promise<Map<string, Staff>> {
  const actors = new Map<string, Staff>()
  for (const account of accounts) {
    if (account.role === 'observer') continue
    const staff = await staffByEmail(db, account.email)
    if (staff !== null) actors.set(account.institution_code, staff)
  }
  return actors
}

async function planAccounts(context: AppContext, stories: readonly Story[]): Promise<PlannedAccount[]> {
  const path = join(context.config.projectDir, 'registry', 'training-accounts.csv')
  const named: PlannedAccount[] = parse(readFileSync(path), { columns: true, skip_empty_lines: true })
  const nodes = await context.db
    .selectFrom('institutions')
    .select(['id', 'code', 'short_name', 'institution_id', 'parent_id'])
    .where('active', '=', true)
    .orderBy('id')
    .execute()
  const taken = new Set(
    named.filter(({ role }) => role !== 'observer').map((account) => account.institution_code),
  )
  const acting = new Set(stories.flatMap((story) => story.steps.map((step) => step.by)))
  const others = nodes
    .filter((node) => !taken.has(node.code))
    .filter((node) => node.institution_id !== node.id || acting.has(node.code))
    .map(
      (node): PlannedAccount => ({
        email: `${node.code}@pelatihan.test`,
        name: `${node.institution_id === node.id ? 'Admin' : 'Petugas'} ${node.short_name} (pelatihan)`,
        role: node.institution_id === node.id ? 'institution_admin' : 'unit_officer',
        institution_code: node.code,
      }),
    )
  return [...named, ...others]
}

async function allThere(db: Db, accounts: readonly TrainingAccount[]): Promise<boolean> {
  const { count } = await db
    .selectFrom('staff_accounts')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(
      'email',
      'in',
      accounts.map((account) => account.email),
    )
    .executeTakeFirstOrThrow()
  return count === accounts.length
}
