import { ensureBuilt } from './setup/build.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { launch, say } from './setup/say.mjs'

await launch(async () => {
  await ensureInstalled({ development: false })
  await ensureBuilt()
  say('The build is up to date.')
})
