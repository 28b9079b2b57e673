import type { Clock } from '../../clock.ts'
import { beyondStaffScope, byOnePlan, type Db } from '../../db/index.ts'
import { readVersion } from '../rollups/versions.ts'

/** What is read beside the counts changes without them: names, the last visit of people. */
const LONGEST_MS = 10_000
const MOST_KEPT = 200

interface Kept {
  readonly version: number
  readonly readAt: number
  readonly value: Promise<unknown>
}

/**
 * Figures of a node by a key that holds all that they hang on; who may see them is asked before, each time. Only counts are
 * read, none of them from the reports themselves: so beyond the scope that the database keeps rows in.
 */
export type KeepFigures = <Value>(node: number, key: string, read: () => Promise<Value>) => Promise<Value>

/**
 * Figures kept in this process until the node is counted anew, and no longer than ten seconds. Its version is asked each
 * time: so no process shows what another has counted since, and whoever asks at once for the same reads it once.
 */
export function openKeptFigures({ db, clock }: { readonly db: Db; readonly clock: Clock }): KeepFigures {
  const all = new Map<string, Kept>()
  return async <Value>(node: number, key: string, read: () => Promise<Value>): Promise<Value> => {
    const of = `${node} ${key}`
    // Before the figures: what is counted meanwhile has another version, and is read anew the next time.
    const version = await beyondStaffScope(() => byOnePlan(() => readVersion(db, node)))
    const now = clock.now().getTime()
    const known = all.get(of)
    if (known !== undefined && known.version === version && Math.abs(now - known.readAt) < LONGEST_MS)
      return known.value as Promise<Value>
    const value = beyondStaffScope(read)
    const kept = { version, readAt: now, value }
    all.delete(of)
    if (all.size >= MOST_KEPT) all.delete(all.keys().next().value ?? '')
    all.set(of, kept)
    value.catch(() => {
      if (all.get(of) === kept) all.delete(of)
    })
    return value
  }
}
