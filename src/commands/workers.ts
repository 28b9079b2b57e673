import { join } from 'node:path'
import { queueWebhooks } from '../exchange/index.ts'
import type { AppContext } from '../http/index.ts'
import { endExpiredBlocks, staffOfAccount } from '../identity/index.ts'
import {
  notifyOfEvent,
  sendCode,
  sendSignInCode,
  sendStaffDigests,
  sendWeeklyFigures,
  tellCrossings,
  tellOfAbuse,
  tellOfUnsealing,
  watchChannels,
} from '../notifications/index.ts'
import {
  applyRetention,
  checkIdentity,
  expireReports,
  makeDigests,
  recomputeDeadlines,
  retryIdentityChecks,
  tellUnsealed,
  watchDeadlines,
} from '../reports/index.ts'
import { makeOpenData, writeExport } from '../statistics/index.ts'
import { openProposer } from './proposer.ts'
import { tidy } from './tidy.ts'
import { trainNightly } from './train-nightly.ts'

/** Give every job its worker. */
export async function startWorkers(context: AppContext): Promise<void> {
  const { config, jobs } = context
  const notify = { ...context, baseUrl: config.baseUrl }
  // What came due while nobody worked is said now, not at the next full five minutes.
  await jobs.enqueue(context.db, 'expire', {})
  await jobs.enqueue(context.db, 'watch', {})
  await jobs.work('notify', async (event) => {
    await notifyOfEvent(notify, event)
    await queueWebhooks(notify, event)
  })
  await jobs.work('send_code', ({ report_id }) => sendCode(notify, report_id))
  await jobs.work('send_sign_in_code', ({ id }) => sendSignInCode(notify, id))
  await jobs.work('tell_unsealing', (data) => tellOfUnsealing(notify, data))
  await jobs.work('check_identity', async ({ reporter_id }) => {
    await checkIdentity(context, reporter_id)
  })
  await jobs.work('tell_abuse', (data) => tellOfAbuse(notify, data))
  await jobs.work('expire', async () => {
    await endExpiredBlocks(context)
    await expireReports(context)
    await tellUnsealed(context)
    // Last: it asks others, who may take their time.
    await retryIdentityChecks(context)
  })
  await jobs.work('watch', async () => {
    await watchDeadlines(context)
    await watchChannels(notify)
  })
  await jobs.work('digest', async () => {
    await makeDigests(context.db, context.clock.now())
  })
  await jobs.work('staff_digest', () => sendStaffDigests(notify))
  await jobs.work('weekly_figures', () => sendWeeklyFigures(notify))
  await jobs.work('alerts', () => tellCrossings(notify))
  await jobs.work('recompute', async ({ account_id, by_new_rules, reason }) => {
    const staff = await staffOfAccount(context.db, account_id)
    if (staff !== null) await recomputeDeadlines(context, staff, { byNewRules: by_new_rules, reason })
  })
  const proposer = openProposer(context)
  await jobs.work('propose', ({ report_id }) => proposer(report_id))
  await jobs.work('train', () => trainNightly(context))
  await jobs.work('retain', async () => {
    await applyRetention(context)
  })
  await jobs.work('export', ({ id }, { last }) =>
    writeExport(context, join(config.dataDir, 'exports'), id, last),
  )
  await jobs.work('open_data', async () => {
    await makeOpenData(context, join(config.dataDir, 'open-data'))
  })
  await jobs.work('tidy', () => tidy(context))
}
