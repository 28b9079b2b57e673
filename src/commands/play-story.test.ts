import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../test/support/database.ts'
import { systemClock } from '../clock.ts'
import { findProjectDir, readConfig } from '../config.ts'
import { startJobs } from '../jobs/index.ts'
import { openContext } from './context.ts'
import { readStories } from './sample-story.ts'
import { loadTraining } from './training.ts'

test('the whole sample plays through the real use cases and leaves reports in every state', async () => {
  await using database = await createTestDatabase({ seeded: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'lapor-sample-'))
  const config = readConfig({ LAPOR_DATA_DIR: dataDir, LAPOR_LOG_LEVEL: 'silent' })
  const jobs = await startJobs(database.pool, { supervise: false })
  const context = await openContext(
    config,
    { ...database, close: async () => undefined },
    systemClock(),
    jobs,
  )
  await loadTraining(context, () => undefined)

  const rows = await database.db
    .selectFrom('reports')
    .select(['state', (select) => select.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const counts = Object.fromEntries(rows.map((row) => [row.state, row.count]))
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(
    readStories(findProjectDir()).length,
  )
  for (const state of [
    'awaiting_identity',
    'submitted',
    'on_hold',
    'assigned',
    'in_progress',
    'answered',
    'closed',
    'archived',
  ]) {
    expect([state, counts[state] ?? 0]).toEqual([state, expect.toSatisfy((count: number) => count > 0)])
  }
  await jobs.stop()
}, 120_000)
