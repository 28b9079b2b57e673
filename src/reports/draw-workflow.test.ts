import { expect, test } from 'vitest'
import { drawWorkflow } from './draw-workflow.ts'

test('the docs show the workflow as the table has it', async () => {
  await expect(drawWorkflow()).toMatchFileSnapshot('../../docs/workflow.md')
})
