import { sql } from 'kysely'
import type pg from 'pg'
import { fromKysely, type Job, type JobResult, PgBoss } from 'pg-boss'
import type { Db } from '../db/index.ts'

/** Every job by name with what it carries; a test holds each against its worker. */
export interface JobData {
  /** Tell those concerned of an event. */
  notify: { report_id: number; seq: number }
  /** Send a report's present one-time code to its contact. */
  send_code: { report_id: number }
  /** Send a sign-in code to the contact it is for. */
  send_sign_in_code: { id: string }
  /** Tell those concerned of a request to open an identity: custodians, who asked, or at the end the reporter. */
  tell_unsealing: { request_id: number; what: 'requested' | 'decided' | 'ended' }
  /** Ask the population registry about a reporter whose reports wait for it. */
  check_identity: { reporter_id: number }
  /** Tell a person of their block or the decision on their objection, or admins of an objection. */
  tell_abuse: {
    what: 'blocked' | 'lifted' | 'expired' | 'appealed' | 'appeal_refused'
    /** Of the block; of the objection for the last two. */
    id: number
  }
  /** Apply what silence means: expired confirmations, holds and answers. */
  expire: Record<string, never>
  /** Warn of deadlines, tell misses, offer reports to the level above. */
  watch: Record<string, never>
  /** Make the audit digest of the day before. */
  digest: Record<string, never>
  /** Count running deadlines anew for the admin who asked for it. */
  recompute: { account_id: number; by_new_rules: boolean; reason: string }
  /** Propose who should get a report that came in. */
  propose: { report_id: number }
  /** Learn from what people decided, each night. */
  train: Record<string, never>
  /** The morning's message for staff who want one a day. */
  staff_digest: Record<string, never>
  /** The week's mail of figures. */
  weekly_figures: Record<string, never>
  /** Judge the thresholds of institutions. */
  alerts: Record<string, never>
  /** Write a list somebody asked for as a file. */
  export: { id: string }
  /** Write the day's open data, anew where something in it was withdrawn. */
  open_data: Record<string, never>
  /** Anonymise reports that have served their time. */
  retain: Record<string, never>
  /** Remove abandoned drafts and their files. */
  tidy: Record<string, never>
}
export type JobName = keyof JobData

export const JOB_NAMES = [
  'notify',
  'send_code',
  'send_sign_in_code',
  'tell_unsealing',
  'check_identity',
  'tell_abuse',
  'expire',
  'watch',
  'digest',
  'recompute',
  'propose',
  'train',
  'staff_digest',
  'weekly_figures',
  'alerts',
  'tidy',
  'open_data',
  'export',
  'retain',
] as const satisfies readonly JobName[]

const CRON: Partial<Record<JobName, string>> = {
  expire: '*/5 * * * *',
  watch: '*/5 * * * *',
  digest: '5 0 * * *',
  train: '41 1 * * *',
  // Six in the morning in the western zone, where most people live.
  staff_digest: '0 23 * * *',
  // Due on Mondays; each day, so that one on which nobody worked is made up for.
  weekly_figures: '10 23 * * *',
  alerts: '7-59/15 * * * *',
  tidy: '17 3 * * *',
  // After midnight in the western zone, when the day before is over everywhere, and soon after something was withdrawn.
  open_data: '3-59/10 * * * *',
  retain: '37 3 * * *',
}

/** Somebody waits for these. */
const AT_ONCE: ReadonlySet<JobName> = new Set(['send_code', 'send_sign_in_code'])

/** So often a job that failed is tried again. */
const RETRY_LIMIT = 8
const RETRIES = { retryLimit: RETRY_LIMIT, retryDelay: 5, retryBackoff: true, retryDelayMax: 3600 } as const

/**
 * Jobs that write a whole file or go through everything: hours may pass, and a second run beside the first would only
 * double the work. That the first died is told by its heartbeat.
 */
const LONG_JOBS: ReadonlySet<JobName> = new Set(['export', 'open_data', 'recompute'])
const LONG = { expireInSeconds: 6 * 3600, heartbeatSeconds: 120 } as const

export interface Attempt {
  /** Where this fails too, it is not tried again. */
  readonly last: boolean
}

/** Enqueue inside the caller's transaction: either the change and its job both stand, or neither. */
export type Enqueue = <Name extends JobName>(tx: Db, name: Name, data: JobData[Name]) => Promise<void>

export interface Jobs {
  readonly enqueue: Enqueue
  /** Many jobs of one name in one statement. */
  readonly enqueueAll: <Name extends JobName>(
    tx: Db,
    name: Name,
    data: readonly JobData[Name][],
  ) => Promise<void>
  work<Name extends JobName>(
    name: Name,
    handle: (data: JobData[Name], attempt: Attempt) => Promise<void>,
  ): Promise<void>
  stop(): Promise<void>
}

/**
 * Connect to the job queue in the same database.
 * @param options.supervise runs maintenance and schedules: once per worker process, never in a web process
 * @param options.giveWay resolves when a job given at `since` may begin; not asked for what somebody waits for
 */
export async function startJobs(
  pool: pg.Pool,
  options: { supervise: boolean; giveWay?: (since: Date) => Promise<void> },
): Promise<Jobs> {
  const { giveWay } = options
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => pool.query(text, values) },
    supervise: options.supervise,
    schedule: options.supervise,
    migrate: options.supervise,
    registerInstance: options.supervise,
    // The schema is made with the serving role, whose it is.
    createSchema: false,
  })
  boss.on('error', (error) => {
    console.error(JSON.stringify({ level: 'error', message: 'job queue', error: String(error) }))
  })
  await boss.start()
  if (options.supervise) {
    for (const name of JOB_NAMES) {
      await boss.createQueue(name, RETRIES)
      // Also of a queue that an earlier version made.
      if (LONG_JOBS.has(name)) await boss.updateQueue(name, LONG)
    }
    await dropForgotten(boss)
    for (const name of JOB_NAMES) {
      const cron = CRON[name]
      if (cron !== undefined) await boss.schedule(name, cron, {})
    }
  }
  return {
    enqueue: async (tx, name, data) => {
      await boss.send(name, data, { db: fromKysely(tx), priority: priorityOf(name, data) })
    },
    enqueueAll: async (tx, name, data) => {
      await boss.insert(
        name,
        data.map((item) => ({ data: item, priority: priorityOf(name, item) })),
        { db: fromKysely(tx) },
      )
    },
    work: async (name, handle) => {
      const settings = {
        batchSize: LONG_JOBS.has(name) ? 1 : 20,
        // What goes by the clock need not be looked for each second, all queues at once.
        pollingIntervalSeconds: name in CRON ? 10 : 1,
        perJobResults: true,
        includeMetadata: true,
        // After a full batch the next comes at once. What keeps a core busy takes a breath: the same process answers people.
        burstWhenBatchFull: name !== 'propose' && !LONG_JOBS.has(name),
      } as const
      const begin = AT_ONCE.has(name) ? undefined : giveWay
      await boss.work<JobData[typeof name], unknown, typeof settings>(name, settings, (jobs) =>
        settle(jobs, async (job) => {
          await begin?.(job.createdOn)
          await handle(job.data, { last: job.retryCount >= RETRY_LIMIT })
        }),
      )
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}

/** What an earlier version did each minute or night nobody does any more: its jobs would only pile up. */
async function dropForgotten(boss: PgBoss): Promise<void> {
  const known: readonly string[] = JOB_NAMES
  for (const { name } of await boss.getSchedules()) {
    if (known.includes(name)) continue
    await boss.unschedule(name)
    await boss.deleteQueue(name)
  }
}

/** A code that somebody waits for is not behind the news of a rush. */
function priorityOf<Name extends JobName>(name: Name, data: JobData[Name]): number {
  return name === 'notify' && 'seq' in data && data.seq === 1 ? 1 : 0
}

/** One job's failure must not fail, and so repeat, its neighbours of the same batch. */
async function settle<Each extends Job>(
  jobs: readonly Each[],
  handle: (job: Each) => Promise<void>,
): Promise<JobResult[]> {
  const results: JobResult[] = []
  for (const job of jobs) {
    try {
      await handle(job)
      results.push({ id: job.id, status: 'completed' })
    } catch (error) {
      results.push({ id: job.id, status: 'failed', output: { message: String(error) } })
    }
  }
  return results
}

/** How many jobs wait, by name; for metrics and the console. */
export async function waitingJobs(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; count: number }>`
    select name, count(*)::int as count from pgboss.job where state in ('created', 'retry') group by name
  `.execute(db)
  return Object.fromEntries(rows.map((row) => [row.name, row.count]))
}
