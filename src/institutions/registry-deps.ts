import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'

/** What an edit of the registry needs; it opens its own transaction. */
export interface RegistryDeps {
  readonly db: Db
  readonly clock: Clock
}
