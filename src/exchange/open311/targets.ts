import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import { DomainError, type FieldError, invalid } from '../../errors.ts'
import { readEmail, type Sealer } from '../../identity/index.ts'
import { isAddress } from '../webhooks.ts'

export interface Open311Settings {
  readonly url: string
  readonly format: string
  readonly jurisdictionId: string | null
  /** Undefined keeps the one we have. */
  readonly apiKey?: string | undefined
  /** Named as the sender there: an office's own, never a reporter's. */
  readonly contactName: string
  readonly contactEmail: string
  /** Their service code where no other is named. */
  readonly defaultService: string
  /** Our category codes to their service codes. */
  readonly services: Readonly<Record<string, string>>
  readonly active: boolean
}

const MOST_SERVICES = 300

/**
 * Set where reports for a system's place are handed over by GeoReport v2.
 * @throws DomainError invalid_input, scope_missing
 */
export async function saveOpen311Target(
  { db, clock, sealer }: { readonly db: Db; readonly clock: Clock; readonly sealer: Sealer },
  systemId: number,
  settings: Open311Settings,
): Promise<void> {
  const errors: FieldError[] = []
  const url = settings.url.trim().replace(/\/+$/, '')
  if (!isAddress(url)) errors.push({ field: 'url', code: 'invalid_url' })
  const format = (['json', 'xml'] as const).find((one) => one === settings.format)
  if (format === undefined) errors.push({ field: 'format', code: 'invalid' })
  if (settings.contactName.trim() === '') errors.push({ field: 'contact_name', code: 'name_missing' })
  if (readEmail(settings.contactEmail) === null)
    errors.push({ field: 'contact_email', code: 'invalid_email' })
  if (settings.defaultService.trim() === '')
    errors.push({ field: 'default_service', code: 'service_code_missing' })
  const pairs = Object.entries(settings.services)
  const fits = pairs.every(
    ([ours, theirs]) => /^[a-z0-9.-]{1,100}$/.test(ours) && /^[^\s\p{Cc}][^\p{Cc}]{0,99}$/u.test(theirs),
  )
  if (!fits || pairs.length > MOST_SERVICES) errors.push({ field: 'services', code: 'service_pairs' })
  if (errors.length > 0 || format === undefined) throw invalid(errors)
  const system = await db
    .selectFrom('connected_systems')
    .select('scopes')
    .where('id', '=', systemId)
    .executeTakeFirstOrThrow()
  // What comes back is written into reports in its name.
  if (!system.scopes.includes('exchange'))
    throw new DomainError('scope_missing', 409, { values: { scope: 'exchange' } })
  const values = {
    url,
    format,
    jurisdiction_id: settings.jurisdictionId?.trim() || null,
    contact_name: settings.contactName.trim().slice(0, 100),
    contact_email: settings.contactEmail.trim(),
    default_service: settings.defaultService.trim().slice(0, 100),
    services: JSON.stringify(settings.services),
    active: settings.active,
    edited_at: clock.now(),
    ...(settings.apiKey === undefined
      ? {}
      : { api_key_sealed: settings.apiKey === '' ? null : sealer.seal(settings.apiKey) }),
  }
  await db
    .insertInto('open311_targets')
    .values({ system_id: systemId, api_key_sealed: null, ...values })
    .onConflict((conflict) => conflict.column('system_id').doUpdateSet(values))
    .execute()
}

/** Targets whose system is on, each with its place and the account by which it acts here. */
export function readOpen311Targets(db: Db) {
  return db
    .selectFrom('open311_targets as target')
    .innerJoin('connected_systems as system', 'system.id', 'target.system_id')
    .selectAll('target')
    .select(['system.name', 'system.account_id', 'system.institution_id as node_id'])
    .where('target.active', '=', true)
    .where('system.active', '=', true)
    .execute()
}
export type Open311Target = Awaited<ReturnType<typeof readOpen311Targets>>[number]

/** What is set for a system, without its key; null when nothing is. */
export async function open311TargetOf(db: Db, systemId: number) {
  const row = await db
    .selectFrom('open311_targets')
    .selectAll()
    .where('system_id', '=', systemId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { api_key_sealed, ...target } = row
  return { ...target, has_key: api_key_sealed !== null }
}

/** The last handovers to a system, the newest first. */
export function listHandovers(db: Db, systemId: number) {
  return db
    .selectFrom('open311_handovers as handover')
    .innerJoin('reports as report', 'report.id', 'handover.report_id')
    .select(['handover.id', 'handover.state', 'handover.remote_id', 'handover.remote_status'])
    .select(['handover.attempts', 'handover.next_try_at', 'handover.last_error', 'report.tracking_number'])
    .where('handover.system_id', '=', systemId)
    .orderBy('handover.id', 'desc')
    .limit(20)
    .execute()
}
