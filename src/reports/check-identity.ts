import { sql } from 'kysely'
import { type Db, inTransaction } from '../db/index.ts'
import { type PopulationRegistry, type RegistryAnswer, reporterName, reporterNik } from '../identity/index.ts'
import { act, type ReportDeps } from './act.ts'
import { SYSTEM } from './actor.ts'
import { admitWaiting } from './confirm-identity.ts'
import { noteWait } from './identity-wait.ts'

export interface CheckIdentityDeps extends ReportDeps {
  /** Null where none is connected: then every report waits, and the console says so. */
  readonly populationRegistry: PopulationRegistry | null
}

const MINUTE_MS = 60_000
/** Nobody else asks about a reporter for so long; longer than the registry's three tries take. */
const LEASE_MS = 2 * MINUTE_MS
/** From a minute to an hour: a registry that comes back is not overrun, and nobody waits for a day. */
const BACKOFF_MINUTES = [1, 2, 5, 10, 20, 40, 60] as const
/** The longest that the registry may make us wait. */
const LONGEST_WAIT_MS = 6 * 60 * MINUTE_MS

/**
 * Ask the population registry about a reporter and let every report in that waited for it. Where it does not answer,
 * the reports wait on and it is asked again later. Safe to run twice.
 */
export async function checkIdentity(deps: CheckIdentityDeps, reporterId: number): Promise<boolean> {
  const now = deps.clock.now()
  const claimed = await deps.db
    .updateTable('identity_waits')
    .set({ next_try_at: new Date(now.getTime() + LEASE_MS) })
    .where('reporter_id', '=', reporterId)
    .where('lacks', '=', 'answer')
    .where('next_try_at', '<=', now)
    .returning('attempts')
    .execute()
  if (claimed.length === 0) return true
  const [name, nik] = await Promise.all([
    reporterName(deps.db, deps.sealer, reporterId),
    reporterNik(deps.db, deps.sealer, reporterId),
  ])
  if (name === null || nik === null) return true
  const answer: RegistryAnswer = (await deps.populationRegistry?.ask({ name, nik })) ?? {
    outcome: 'unavailable',
    reason: 'not_connected',
  }
  if (answer.outcome === 'unavailable') {
    await waitOn(deps.db, reporterId, answer, deps.clock.now())
    return false
  }
  await inTransaction(deps.db, async (tx) => {
    const inside = { ...deps, db: tx }
    await tx.selectFrom('reporters').select('id').where('id', '=', reporterId).forUpdate().execute()
    const asked = { name, nik }
    const present = {
      name: await reporterName(tx, deps.sealer, reporterId),
      nik: await reporterNik(tx, deps.sealer, reporterId),
    }
    // Corrected while the registry thought about the old one: it is asked about the new one.
    if (present.name !== asked.name || present.nik !== asked.nik) return
    await (answer.outcome === 'match'
      ? letIn(inside, reporterId)
      : sendBack(inside, reporterId, answer.outcome))
  })
  return true
}

/**
 * Ask again about everybody whose answer is due, until the registry is found to be away: what is left stays due, and
 * nobody waits for as many time-outs as there are people. Returns how many were asked about.
 */
export async function retryIdentityChecks(deps: CheckIdentityDeps, limit = 200): Promise<number> {
  const due = await deps.db
    .selectFrom('identity_waits')
    .select('reporter_id')
    .distinct()
    .where('next_try_at', '<=', deps.clock.now())
    .limit(limit)
    .execute()
  let asked = 0
  for (const { reporter_id } of due) {
    asked += 1
    if (!(await checkIdentity(deps, reporter_id))) break
  }
  return asked
}

async function letIn(deps: ReportDeps, reporterId: number): Promise<void> {
  await deps.db
    .updateTable('reporters')
    .set({ verified_at: deps.clock.now() })
    .where('id', '=', reporterId)
    .execute()
  await admitWaiting(deps, SYSTEM, reporterId)
}

async function sendBack(
  deps: ReportDeps,
  reporterId: number,
  outcome: 'mismatch' | 'unknown',
): Promise<void> {
  for (const { id, tracking_number } of await waiting(deps.db, reporterId)) {
    await act(deps, SYSTEM, tracking_number, { action: 'refuse_identity' }, () => ({
      data: { reason: outcome },
      also: (tx) => noteWait(tx, { id, reporter_id: reporterId }, 'correction', deps.clock.now()),
    }))
  }
}

function waiting(db: Db, reporterId: number) {
  return db
    .selectFrom('identity_waits as wait')
    .innerJoin('reports as report', 'report.id', 'wait.report_id')
    .select(['report.id', 'report.tracking_number'])
    .where('wait.reporter_id', '=', reporterId)
    .where('wait.lacks', '=', 'answer')
    .where('report.state', '=', 'awaiting_identity')
    .orderBy('report.id')
    .execute()
}

async function waitOn(
  db: Db,
  reporterId: number,
  { reason, afterSeconds }: Extract<RegistryAnswer, { outcome: 'unavailable' }>,
  now: Date,
): Promise<void> {
  const rows = await db
    .updateTable('identity_waits')
    .set({ attempts: sql<number>`attempts + 1`, last_problem: reason })
    .where('reporter_id', '=', reporterId)
    .where('lacks', '=', 'answer')
    .returning('attempts')
    .execute()
  const attempts = Math.max(1, ...rows.map((row) => row.attempts))
  const own = (BACKOFF_MINUTES[attempts - 1] ?? 60) * MINUTE_MS
  const wait = Math.min(Math.max(own, (afterSeconds ?? 0) * 1_000), LONGEST_WAIT_MS)
  await db
    .updateTable('identity_waits')
    .set({ next_try_at: new Date(now.getTime() + wait) })
    .where('reporter_id', '=', reporterId)
    .where('lacks', '=', 'answer')
    .execute()
}
