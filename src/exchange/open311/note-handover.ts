import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Db, ReportRow } from '../../db/index.ts'
import { readOpen311Targets } from './targets.ts'

/**
 * Note that a verified report that came to a target's place is to be handed over; inside the caller's transaction, which
 * holds the report. One that left and comes back is followed again where it was sent, else sent; closed there it is done.
 */
export async function noteHandover(
  { db: tx, clock }: { readonly db: Db; readonly clock: Clock },
  report: ReportRow,
  holderPath: readonly number[],
): Promise<void> {
  const targets = await readOpen311Targets(tx)
  for (const target of targets) {
    const there = holderPath.includes(target.node_id)
    if (there && report.state === 'assigned' && mayGoOver(report)) {
      await tx
        .insertInto('open311_handovers')
        .values({
          report_id: report.id,
          system_id: target.system_id,
          state: 'queued',
          token: null,
          remote_id: null,
          remote_status: null,
          remote_notes: null,
          next_try_at: clock.now(),
          last_error: null,
          created_at: clock.now(),
        })
        .onConflict((conflict) =>
          conflict
            .columns(['report_id', 'system_id'])
            .doUpdateSet({
              state: sql<
                'open' | 'token' | 'queued'
              >`case when open311_handovers.remote_id is not null then 'open'
                when open311_handovers.token is not null then 'token' else 'queued' end`,
              attempts: 0,
              next_try_at: clock.now(),
              last_error: null,
            })
            .where('open311_handovers.state', 'in', ['ended', 'failed'])
            .where('open311_handovers.remote_status', 'is distinct from', 'closed'),
        )
        .execute()
    } else if (!there || ['answered', 'closed', 'archived'].includes(report.state)) {
      // GeoReport knows no way to take a request back: it is only followed no more.
      await tx
        .updateTable('open311_handovers')
        .set({ state: 'ended', next_try_at: null })
        .where('report_id', '=', report.id)
        .where('system_id', '=', target.system_id)
        .where('state', '!=', 'ended')
        .execute()
    } else if (!mayGoOver(report)) {
      // What is there already is followed on, for the answer that its reporter waits for.
      await tx
        .updateTable('open311_handovers')
        .set({ state: 'ended', next_try_at: null })
        .where('report_id', '=', report.id)
        .where('system_id', '=', target.system_id)
        .where('state', '=', 'queued')
        .execute()
    }
  }
}

/** States in which somebody is to work on it. */
export const HANDLED: readonly ReportRow['state'][] = ['assigned', 'in_progress', 'on_hold']

/** What a far system may be told of: it knows no secrets, and lists what it has to everybody. */
export function mayGoOver(report: ReportRow): boolean {
  return !report.secret && report.anonymised_at === null && report.joined_to_id === null
}
