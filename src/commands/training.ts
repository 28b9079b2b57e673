import type { AppContext } from '../http/index.ts'
import { playStory } from './play-story.ts'
import { readStories } from './sample-story.ts'
import {
  actorsByCode,
  makeTrainingAccounts,
  type TrainingAccount,
  trainingAccountsFile,
} from './training-accounts.ts'

/** So many stories are played at once: as many as keep two cores and the database busy. */
const AT_ONCE = 6

/** Accounts and sample of the training mode; the sample only into an empty database. */
export async function loadTraining(context: AppContext, say: (message: string) => void): Promise<void> {
  const stories = readStories(context.config.projectDir)
  const accounts = await makeTrainingAccounts(context, stories)
  const some = await context.db.selectFrom('reports').select('id').limit(1).executeTakeFirst()
  if (some === undefined && context.config.trainingSample) {
    const actors = await actorsByCode(context.db, accounts)
    const waiting = [...stories]
    let played = 0
    const player = async () => {
      for (let story = waiting.shift(); story !== undefined; story = waiting.shift()) {
        await playStory(context, story, actors)
        played += 1
        if (played % 50 === 0) say(`loading the training sample: ${played} of ${stories.length} reports`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, player))
  }
  printAccounts(context, accounts)
}

function printAccounts(context: AppContext, accounts: readonly TrainingAccount[]): void {
  const [first] = accounts
  if (first === undefined) return
  console.log('\nTraining mode. Nothing leaves this machine. Sign in at /masuk with:')
  for (const account of accounts.slice(0, 4)) {
    console.log(`  ${account.email.padEnd(38)} ${account.password}   ${account.role}`)
  }
  console.log(`  <unit code>@pelatihan.test             ${first.password}   unit_officer`)
  console.log(
    `All ${accounts.length} accounts with their tokens: ${trainingAccountsFile(context.config.dataDir)}`,
  )
}
