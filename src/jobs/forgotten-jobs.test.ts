import { PgBoss } from 'pg-boss'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../test/support/database.ts'
import { startJobs, waitingJobs } from './index.ts'

test('what an earlier version did by the clock ends with it, and leaves no jobs that nobody takes', async () => {
  await using database = await createTestDatabase()
  const { pool } = database.serving
  const boss = new PgBoss({ db: { executeSql: (text, values) => pool.query(text, values) } })
  await boss.start()
  await boss.createQueue('webhooks')
  await boss.schedule('webhooks', '* * * * *', {})
  await boss.send('webhooks', {})
  await boss.stop()
  const jobs = await startJobs(pool, { supervise: true })
  await jobs.stop()
  const { rows } = await pool.query("select name from pgboss.schedule where name = 'webhooks'")
  expect(rows).toEqual([])
  expect(await waitingJobs(database.serving.db)).not.toHaveProperty('webhooks')
})
