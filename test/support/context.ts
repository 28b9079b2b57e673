import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settableClock } from '../../src/clock.ts'
import { openContext } from '../../src/commands/context.ts'
import { readConfig } from '../../src/config.ts'
import type { Db, StaffRole } from '../../src/db/index.ts'
import type { AppContext } from '../../src/http/index.ts'
import { createStaffToken, type Staff, saveStaffAccount, staffByEmail } from '../../src/identity/index.ts'
import { startJobs } from '../../src/jobs/index.ts'
import { type Actor, admitReport, type SubmissionInput, submitReport } from '../../src/reports/index.ts'
import { createTestDatabase } from './database.ts'

export interface TestStaff {
  readonly staff: Staff
  readonly token: string
  readonly actor: Actor
  readonly email: string
}

export interface TestContext extends AsyncDisposable {
  readonly context: AppContext
  /** The same database as the owner of the tables. */
  readonly owner: Db
  readonly clock: ReturnType<typeof settableClock>
  /** An account at a node of the tree, with its token and as an actor. Its password is `TEST_PASSWORD`. */
  staff(role: StaffRole, institutionCode: string): Promise<TestStaff>
  /** A report that was sent; its contact is confirmed unless told otherwise. */
  report(
    input?: Partial<SubmissionInput>,
    options?: { confirmed?: boolean },
  ): Promise<{ trackingNumber: string; followSecret: string; id: number }>
}

export const TEST_PASSWORD = 'kata sandi uji'
export const REPORTER: Actor = { kind: 'reporter', channel: 'web' }

/** Use cases on a clone of the seeded database, with a clock that stands at Tuesday 10 November 2026, 09.00 WIB. */
export async function createTestContext(env: Record<string, string> = {}): Promise<TestContext> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lapor-test-'))
  const config = readConfig({
    LAPOR_DATA_DIR: dataDir,
    LAPOR_LOG_LEVEL: 'silent',
    LAPOR_RATE_LIMITS: 'off',
    ...env,
  })
  const database = await createTestDatabase({ seeded: true })
  const clock = settableClock(new Date('2026-11-10T02:00:00Z'))
  // Everything is tried as the role that serves.
  const serving = { ...database.serving, close: async () => undefined }
  const jobs = await startJobs(serving.pool, { supervise: false })
  const context = await openContext(config, serving, clock, jobs)
  let contacts = 0

  return {
    context,
    owner: database.db,
    clock,
    async staff(role, institutionCode) {
      const email = `${role}.${institutionCode}@uji.test`
      const id = await saveStaffAccount(context, {
        email,
        name: `Uji ${institutionCode}`,
        password: TEST_PASSWORD,
        role,
        institutionCode,
      })
      const staff = await staffByEmail(context.db, email)
      if (staff === null) throw new Error('the account just made is not there')
      const token = await createStaffToken(context, id, 'test')
      return { staff, token, email, actor: { kind: 'staff', staff, channel: 'web' } }
    },
    async report(input = {}, { confirmed = true } = {}) {
      contacts += 1
      const submitted = await submitReport(context, {
        input: {
          body: 'Lampu penerangan jalan di depan pasar mati sejak tiga malam yang lalu.',
          area_code: '33.75.01.1002',
          name: 'Siti Nur Rahma',
          phone: `0812${String(10_000_000 + contacts)}`,
          ...input,
        },
        channel: 'web',
        language: 'id',
      })
      if (confirmed) await admitReport(context, submitted.trackingNumber)
      return submitted
    },
    async [Symbol.asyncDispose]() {
      await jobs.stop()
      await database[Symbol.asyncDispose]()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
