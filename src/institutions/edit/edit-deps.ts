import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import { forgetRegistry } from '../registry-cache.ts'

export interface RegistryEditDeps {
  readonly db: Db
  readonly clock: Clock
}

/** Run an edit in a transaction and drop what this process kept of the registry. */
export async function editRegistry<Result>(
  deps: RegistryEditDeps,
  edit: (tx: Db) => Promise<Result>,
): Promise<Result> {
  const result = await deps.db.transaction().execute(edit)
  forgetRegistry()
  return result
}
