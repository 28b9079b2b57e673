import type { AppContext } from '../http/index.ts'
import type { ManageDeps } from '../identity/index.ts'
import { linkTeller } from '../notifications/index.ts'

/** What the use cases around accounts need: they send links through the outbox. */
export function manageDeps(context: AppContext): ManageDeps {
  const { db, clock, config } = context
  return { db, clock, mode: config.mode, tell: linkTeller({ ...context, baseUrl: config.baseUrl }) }
}
