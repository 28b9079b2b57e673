import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { SetupError } from '../errors.ts'
import { loadMasterKey } from '../identity/index.ts'

/** Random bytes repeat little: of 32, fewer than this different ones is a key somebody typed. */
const DIFFERENT_BYTES = 16
/** More addresses than this say no more. */
const NAMED = 5

/**
 * Refuse to serve real people with what only training may have: every reason at once, each with what to do.
 * @throws SetupError
 */
export async function refuseUnsafeProduction(config: Config, db: Db): Promise<void> {
  if (config.mode !== 'production') return
  const reasons = [
    ...(config.baseUrl.startsWith('https://')
      ? []
      : ['LAPOR_BASE_URL must be the public https address, e.g. https://lapor.example.go.id']),
    ...weakKeys(config),
    ...(await trainingAccounts(db)),
    ...(await bareNationalAdmins(db)),
    ...(await rulesWithoutRegistry(config, db)),
  ]
  if (reasons.length > 0) {
    throw new SetupError(
      `Not started, as production must not run like this:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`,
    )
  }
}

/** Reports of such a rule would wait for an answer that nobody gives. */
async function rulesWithoutRegistry(config: Config, db: Db): Promise<string[]> {
  if (config.populationRegistry !== null) return []
  const rule = await db
    .selectFrom('identity_rules')
    .select('id')
    .where('step', '=', 'verified')
    .limit(1)
    .executeTakeFirst()
  return rule === undefined
    ? []
    : [
        'an identity rule asks for the population registry, but LAPOR_POPULATION_REGISTRY_URL is not set: set it; the rule itself can be changed in the console afterwards',
      ]
}

function weakKeys(config: Config): string[] {
  if (new Set(loadMasterKey(config)).size >= DIFFERENT_BYTES) return []
  const where = config.masterKey === null ? 'master.key in the data folder' : 'LAPOR_MASTER_KEY'
  return [
    `${where} is not a random key: make one with openssl rand -base64 32, before any data is sealed with it`,
  ]
}

async function trainingAccounts(db: Db): Promise<string[]> {
  const { count } = await db
    .selectFrom('staff_accounts')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('training', '=', true)
    .where('active', '=', true)
    .executeTakeFirstOrThrow()
  return Number(count) === 0
    ? []
    : [
        `${count} training accounts with published passwords can sign in: use a database of its own for production (LAPOR_DATA_DIR or DATABASE_URL)`,
      ]
}

async function bareNationalAdmins(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('staff_accounts as account')
    .select('account.email')
    .where('account.role', '=', 'national_admin')
    .where('account.active', '=', true)
    .where('account.service', '=', false)
    .where('account.training', '=', false)
    .where('account.password_hash', 'is not', null)
    .where('account.totp_sealed', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('staff_passkeys as passkey')
            .select('passkey.id')
            .whereRef('passkey.account_id', '=', 'account.id'),
        ),
      ),
    )
    .orderBy('account.email')
    .execute()
  if (rows.length === 0) return []
  const names = rows.slice(0, NAMED).map(({ email }) => email)
  const more = rows.length > NAMED ? ` and ${rows.length - NAMED} more` : ''
  return [
    `national admins without a second factor: ${names.join(', ')}${more}. For each: npx lapor accounts second-factor EMAIL`,
  ]
}
