import { expect, test } from 'vitest'
import { createTestContext } from '../../test/support/context.ts'
import { startFailingKannel } from '../../test/support/failing-kannel.ts'
import { sendUnderKills } from '../../test/support/kill-workers.ts'

const MESSAGES = 300

test('worker processes that are killed while they send deliver each message once by its key, or it is a dead letter', async () => {
  await using lapor = await createTestContext()
  await using gateway = await startFailingKannel(Math.random)
  const { context } = lapor
  const result = await sendUnderKills(
    {
      db: lapor.owner,
      sealer: context.sealer,
      databaseUrl: context.database.url,
      dataDir: context.config.dataDir,
    },
    gateway,
    { messages: MESSAGES, kills: 3, random: Math.random },
  )
  expect(result).toMatchObject({ unaccounted: 0, dead: gateway.refused.size })
  expect(result.sent + result.dead).toBe(MESSAGES)
  expect(gateway.taken.size).toBe(result.sent)
}, 120_000)
