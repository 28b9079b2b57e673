import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../../config.ts'
import type { Db, StaffRole } from '../../../db/index.ts'

/** An account of the training mode, as the sign-in page offers it. */
export interface TrainingAccount {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly role: StaffRole
  readonly institutionCode: string
}

export interface TrainingAccounts {
  /** The password they share; null when they do not. */
  readonly password: string | null
  /** The few one tries first. */
  readonly first: readonly TrainingAccount[]
  readonly admins: readonly TrainingAccount[]
  readonly officers: readonly TrainingAccount[]
  readonly observers: readonly TrainingAccount[]
}

/** The training accounts from the data folder; null in production and before they are made. */
export async function readTrainingAccounts(
  config: Pick<Config, 'mode' | 'dataDir'>,
  db: Db,
): Promise<TrainingAccounts | null> {
  if (config.mode !== 'training') return null
  const text = await readFile(join(config.dataDir, 'training-accounts.json'), 'utf8').catch(() => null)
  if (text === null) return null
  const accounts = readAccounts(JSON.parse(text))
  const national = accounts.find((account) => account.role === 'national_admin')
  const admin = accounts.find((account) => account.role === 'institution_admin')
  const officers = accounts.filter((account) => account.role === 'unit_officer')
  const busiest = await busiestUnit(db)
  const officer = officers.find((account) => account.institutionCode === busiest) ?? officers[0]
  const observer = accounts.find((account) => account.role === 'observer')
  const first = [national, admin, officer, observer].filter((account) => account !== undefined)
  const others = accounts.filter((account) => !first.includes(account))
  const of = (role: StaffRole) => others.filter((account) => account.role === role)
  const [password, another] = new Set(accounts.map((account) => account.password))
  return {
    password: another === undefined ? (password ?? null) : null,
    first,
    admins: [...of('national_admin'), ...of('institution_admin')],
    officers: of('unit_officer'),
    observers: of('observer'),
  }
}

/** The unit with the most to do, so that its officer's console shows life. */
async function busiestUnit(db: Db): Promise<string | null> {
  const unit = await db
    .selectFrom('reports')
    .innerJoin('institutions as node', 'node.id', 'reports.holder_id')
    .select('node.code')
    .where('state', 'in', ['assigned', 'in_progress'])
    .whereRef('node.institution_id', '!=', 'node.id')
    .groupBy('node.code')
    .orderBy((order) => order.fn.countAll(), 'desc')
    .limit(1)
    .executeTakeFirst()
  return unit?.code ?? null
}

function readAccounts(parsed: unknown): TrainingAccount[] {
  if (!Array.isArray(parsed)) return []
  return parsed.filter(isAccount).map((account) => ({
    email: account.email,
    name: account.name ?? account.email,
    password: account.password,
    role: account.role,
    institutionCode: account.institution_code,
  }))
}

interface AccountEntry {
  readonly email: string
  readonly name?: string
  readonly password: string
  readonly role: StaffRole
  readonly institution_code: string
}

function isAccount(entry: unknown): entry is AccountEntry {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    ['email', 'password', 'role', 'institution_code'].every(
      (name) => typeof Reflect.get(entry, name) === 'string',
    )
  )
}
