import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { hasColdStart } from '../cold-start.ts'
import type { Routing } from '../routing.ts'
import { openStoredRouting } from './open-stored-routing.ts'

/** One opened routing for everything that a process asks it: it takes a second to open and a hundred megabytes to keep. */
export interface KeptRouting {
  /** Opened with the first question, the cold start's model made before where there is none. */
  open(): Promise<Routing>
  /** What is open already; null while it is being opened, or where the model of the cold start has yet to be made. */
  ifOpen(): Routing | null
}

/** A new model or an edited rule is used after so long at most. */
const LOOK_AGAIN_AFTER_MS = 10 * 60_000

/** @param prepare makes the model of the cold start elsewhere than in this process; it may do nothing */
export function keepRouting(
  db: Db,
  folders: { readonly projectDir: string; readonly dataDir: string },
  prepare: () => Promise<void>,
): KeptRouting {
  let opening: Promise<Routing> | null = null
  let opened: { readonly routing: Routing; readonly edition: string; lookedAt: number } | null = null

  const renew = async (): Promise<Routing> => {
    const edition = await readEdition(db)
    if (opened?.edition === edition) {
      opened.lookedAt = performance.now()
      return opened.routing
    }
    if (edition.startsWith(UNTRAINED) && !hasColdStart(folders)) await prepare()
    const routing = await openStoredRouting(db, folders)
    // Opening put the shipped rules into the database the first time.
    opened = { routing, edition: await readEdition(db), lookedAt: performance.now() }
    return routing
  }
  const open = (): Promise<Routing> => {
    if (opened !== null && performance.now() - opened.lookedAt < LOOK_AGAIN_AFTER_MS)
      return Promise.resolve(opened.routing)
    opening ??= renew().finally(() => {
      opening = null
    })
    return opening
  }
  return {
    open,
    ifOpen() {
      // Nobody waits for this one: what fails is tried again with the next question.
      if (opened !== null || opening !== null || hasColdStart(folders)) open().catch(() => undefined)
      return opened?.routing ?? null
    },
  }
}

const UNTRAINED = '0 '

/** What an opened routing was made from; the same as long as opening it anew would change nothing. */
async function readEdition(db: Db): Promise<string> {
  const { rows } = await sql<{ edition: string }>`select concat_ws(' ',
    (select coalesce(max(id), 0) from routing_models),
    (select md5(string_agg(concat_ws(' ', id, enabled, edited_at), ',' order by id)) from competence_rules),
    (select coalesce(max(id), 0) from change_log)
  ) as edition`.execute(db)
  return rows[0]?.edition ?? ''
}
