import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Db } from '../../src/db/index.ts'
import type { Sealer } from '../../src/identity/index.ts'
import type { FailingKannel } from './failing-kannel.ts'

const MAIN = join(import.meta.dirname, '../../dist/server/main.js')

export interface KillRun {
  readonly messages: number
  readonly kills: number
  readonly random: () => number
}

export interface KillResult {
  readonly sent: number
  readonly dead: number
  /** Sent by our account, but never seen by the gateway; or taken by it, and dead by our account. */
  readonly unaccounted: number
  /** Taken again after a kill or a lost answer: the gateway knows them by their key. */
  readonly repeated: number
  readonly calls: number
}

/**
 * Let worker processes of their own send what is in the outbox, and end them with SIGKILL while they are at it. What a
 * killed one had taken is due again when its lease is over; here that time passes at once.
 */
export async function sendUnderKills(
  lapor: { readonly db: Db; readonly sealer: Sealer; readonly databaseUrl: string; readonly dataDir: string },
  gateway: FailingKannel,
  { messages, kills, random }: KillRun,
): Promise<KillResult> {
  await fillOutbox(lapor, messages)
  const env = {
    DATABASE_URL: lapor.databaseUrl,
    LAPOR_DATA_DIR: lapor.dataDir,
    LAPOR_KANNEL_SENDSMS_URL: gateway.url,
    LAPOR_KANNEL_USERNAME: 'lapor',
    LAPOR_KANNEL_PASSWORD: 'rahasia',
  }
  const share = messages / (kills + 1)
  for (let kill = 0; kill < kills; kill += 1) {
    await using worker = startWorker(env)
    await Promise.race([gateway.afterCalls(Math.ceil(share * (0.5 + random() / 2))), worker.fault])
    await worker.end('SIGKILL')
    await letTimePass(lapor.db)
  }
  await using last = startWorker(env)
  while ((await countQueued(lapor.db)) > 0) {
    await Promise.race([new Promise((resolve) => setTimeout(resolve, 250)), last.fault])
    // Only put-off ones are left: nothing is on its way.
    if (gateway.open === 0 && (await countQueued(lapor.db, new Date())) === 0) await letTimePass(lapor.db)
  }
  await last.end('SIGTERM')
  return judge(lapor.db, gateway)
}

async function judge(db: Db, gateway: FailingKannel): Promise<KillResult> {
  const rows = await db
    .selectFrom('notifications')
    .select(['id', 'state'])
    .where('channel', '=', 'sms')
    .execute()
  const keysOf = (state: string) =>
    rows.filter((row) => row.state === state).map(({ id }) => `notification-${id}`)
  const sent = keysOf('sent')
  const dead = keysOf('failed')
  const lost = sent.filter((key) => !gateway.taken.has(key))
  const both = dead.filter((key) => gateway.taken.has(key))
  return {
    sent: sent.length,
    dead: dead.length,
    unaccounted: lost.length + both.length + (gateway.taken.size - (sent.length - lost.length) - both.length),
    repeated: [...gateway.taken.values()].filter((times) => times > 1).length,
    calls: gateway.calls,
  }
}

async function fillOutbox({ db, sealer }: { db: Db; sealer: Sealer }, count: number): Promise<void> {
  const now = new Date()
  for (let from = 0; from < count; from += 500) {
    await db
      .insertInto('notifications')
      .values(
        Array.from({ length: Math.min(500, count - from) }, (_, index) => ({
          report_id: null,
          event_seq: null,
          recipient_kind: 'reporter' as const,
          reporter_id: null,
          account_id: null,
          channel: 'sms' as const,
          address_sealed: sealer.seal(`+62812${10_000_000 + from + index}`),
          subject: '',
          body_sealed: sealer.seal(`Kabar nomor ${from + index}`),
          state: 'queued' as const,
          last_error: null,
          created_at: now,
          next_try_at: now,
          sent_at: null,
        })),
      )
      .execute()
  }
}

interface Worker extends AsyncDisposable {
  /** Rejects when it ends by itself. */
  readonly fault: Promise<never>
  end(signal: NodeJS.Signals): Promise<void>
}

function startWorker(env: Readonly<Record<string, string>>): Worker {
  const child = spawn(process.execPath, [MAIN, 'worker'], {
    env: { ...process.env, LAPOR_MODE: 'training', LAPOR_LOG_LEVEL: 'silent', ...env },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  let isTold = false
  const fault = ended.then(([code]) => {
    if (!isTold) throw new Error(`the worker ended by itself with ${code}`)
    return new Promise<never>(() => undefined)
  })
  const end = async (signal: NodeJS.Signals) => {
    isTold = true
    child.kill(signal)
    await ended
  }
  return { fault, end, [Symbol.asyncDispose]: () => end('SIGKILL') }
}

async function letTimePass(db: Db): Promise<void> {
  await db
    .updateTable('notifications')
    .set({ next_try_at: new Date() })
    .where('state', '=', 'queued')
    .execute()
}

/** Those that wait; with an instant those that are due by then. */
async function countQueued(db: Db, by: Date | null = null): Promise<number> {
  const { many } = await db
    .selectFrom('notifications')
    .select((select) => select.fn.countAll<number>().as('many'))
    .where('state', '=', 'queued')
    .$if(by !== null, (query) => query.where('next_try_at', '<=', by))
    .executeTakeFirstOrThrow()
  return Number(many)
}
