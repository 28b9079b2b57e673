import type { Clock } from '../clock.ts'
import type { Mode } from '../config.ts'
import type { Db } from '../db/index.ts'
import type { ManageDeps, Sealer } from '../identity/index.ts'
import { linkTeller } from './staff-mail.ts'

/** What the use cases around accounts need: they send links through the outbox. */
export function accountDeps(context: {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly config: { readonly mode: Mode; readonly baseUrl: string }
}): ManageDeps {
  const { db, clock, config } = context
  return { db, clock, mode: config.mode, tell: linkTeller({ ...context, baseUrl: config.baseUrl }) }
}
