import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import { changeOfSystem, readManagedSystem, type Sealer, type Staff } from '../identity/index.ts'
import { type Open311Settings, saveOpen311Target } from './open311/targets.ts'
import { type LinkSettings, linkOfSystem, saveExchangeLink } from './protocol/links.ts'

interface ManageLinksDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
}

/**
 * An admin sets how a system of theirs exchanges reports with us; kept is who did it.
 * @returns the signing secret of our messages when it was made now, shown once; null when it stays
 * @throws DomainError not_found; not_allowed, as what a fully joined partner hands in reaches every institution, to
 *   which the national level agrees; as `saveExchangeLink`
 */
export async function changeExchangeLink(
  deps: ManageLinksDeps,
  staff: Staff,
  systemId: number,
  settings: LinkSettings,
): Promise<{ secret: string | null }> {
  await readManagedSystem(deps.db, staff, systemId)
  const before = await linkOfSystem(deps.db, systemId)
  if (settings.model === 'full' && before?.model !== 'full' && staff.role !== 'national_admin')
    throw new DomainError('not_allowed', 403)
  return changeOfSystem(deps, staff, systemId, 'exchange_changed', (inside) =>
    saveExchangeLink(inside, systemId, settings),
  )
}

/** An admin sets where reports for a system's place are handed over by GeoReport v2. @throws as `saveOpen311Target` */
export async function changeOpen311Target(
  deps: ManageLinksDeps,
  staff: Staff,
  systemId: number,
  settings: Open311Settings,
): Promise<void> {
  await changeOfSystem(deps, staff, systemId, 'exchange_changed', (inside) =>
    saveOpen311Target(inside, systemId, settings),
  )
}
