import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { hasColdStart, PROGRAM } from '../cold-start.ts'
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
/** Where there is none yet, it is looked for no oftener: to name its file, all files it is made of are read. */
const LOOK_FOR_MODEL_MS = 10_000

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
    // As it was read before: what changed while it was opened is opened with the next look.
    opened = { routing, edition, lookedAt: performance.now() }
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
  let lookedInVainAt = Number.NEGATIVE_INFINITY
  const openIfReady = async () => {
    lookedInVainAt = performance.now()
    // The cold start's model is made by whoever proposes: half a minute is nothing for a process that serves pages.
    if ((await readEdition(db)).startsWith(UNTRAINED) && !hasColdStart(folders)) return
    await open()
  }
  return {
    open,
    ifOpen() {
      // Nobody waits for this one: what fails is tried again with a later question.
      if (opened !== null || opening !== null) open().catch(() => undefined)
      else if (performance.now() - lookedInVainAt > LOOK_FOR_MODEL_MS) openIfReady().catch(() => undefined)
      return opened?.routing ?? null
    },
  }
}

const UNTRAINED = '0 '

/** What an opened routing was made from; the same as long as opening it anew would change nothing. */
async function readEdition(db: Db): Promise<string> {
  const { rows } = await sql<{ edition: string }>`select concat_ws(' ',
    (select coalesce(max(id), 0) from routing_models where program = ${PROGRAM}),
    (select md5(string_agg(concat_ws(' ', id, enabled, edited_at), ',' order by id)) from competence_rules),
    (select coalesce(max(id), 0) from change_log)
  ) as edition`.execute(db)
  return rows[0]?.edition ?? ''
}
