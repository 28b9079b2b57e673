import { expect, test } from 'vitest'
import { startWorkers } from '../src/commands/workers.ts'
import { JOB_NAMES } from '../src/jobs/index.ts'
import { createTestContext } from './support/context.ts'

test('every job has one worker, and every worker a job', async () => {
  await using lapor = await createTestContext()
  const worked: string[] = []
  await startWorkers({
    ...lapor.context,
    jobs: {
      ...lapor.context.jobs,
      work: async (name) => {
        worked.push(name)
      },
    },
  })
  expect(worked.sort()).toEqual([...JOB_NAMES].sort())
})
