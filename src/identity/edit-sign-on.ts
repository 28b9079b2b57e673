import type { Db } from '../db/index.ts'
import { DomainError, invalid } from '../errors.ts'
import type { SecuredDeps } from './second-factor.ts'
import type { Staff } from './staff.ts'

export interface SignOnSettings {
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  /** Empty keeps the one that stands. */
  readonly clientSecret: string
  readonly asksSecondFactor: boolean
  readonly active: boolean
}

const LONGEST = 300

/**
 * Set where an institution's people sign in. Its own admins set it, and the national level.
 * @throws DomainError not_allowed; invalid_input on `name`, `issuer`, `client_id` or `client_secret`
 */
export async function saveSignOn(
  deps: SecuredDeps,
  staff: Staff,
  institutionId: number,
  settings: SignOnSettings,
): Promise<void> {
  const mine = staff.role === 'institution_admin' && staff.institutionId === institutionId
  if (!mine && staff.role !== 'national_admin') throw new DomainError('not_allowed', 403)
  for (const [field, value] of [
    ['name', settings.name],
    ['client_id', settings.clientId],
  ] as const) {
    if (value.trim() === '') throw invalid([{ field, code: 'text_missing' }])
    if (value.length > LONGEST) throw invalid([{ field, code: 'too_long', values: { max: LONGEST } }])
  }
  const issuer = settings.issuer.trim()
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol) || issuer.length > LONGEST) {
    throw invalid([{ field: 'issuer', code: 'address_invalid' }])
  }
  const known = await readSignOn(deps.db, institutionId)
  if (known === null && settings.clientSecret === '') {
    throw invalid([{ field: 'client_secret', code: 'text_missing' }])
  }
  const values = {
    name: settings.name.trim(),
    issuer,
    client_id: settings.clientId.trim(),
    asks_second_factor: settings.asksSecondFactor,
    active: settings.active,
    edited_at: deps.clock.now(),
  }
  const secret = settings.clientSecret === '' ? null : deps.sealer.seal(settings.clientSecret)
  if (known !== null) {
    await deps.db
      .updateTable('sign_on_providers')
      .set(secret === null ? values : { ...values, client_secret_sealed: secret })
      .where('institution_id', '=', institutionId)
      .execute()
    // Another issuer knows other people by the same names.
    if (known.issuer !== issuer) {
      await deps.db.deleteFrom('staff_sign_ons').where('provider_id', '=', known.id).execute()
    }
  } else if (secret !== null) {
    await deps.db
      .insertInto('sign_on_providers')
      .values({ ...values, institution_id: institutionId, client_secret_sealed: secret })
      .execute()
  }
}

/** The settings as they stand, without the secret. */
export async function readSignOn(db: Db, institutionId: number) {
  const row = await db
    .selectFrom('sign_on_providers')
    .select(['id', 'name', 'issuer', 'client_id', 'asks_second_factor', 'active'])
    .where('institution_id', '=', institutionId)
    .executeTakeFirst()
  return row ?? null
}
