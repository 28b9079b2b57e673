import { join } from 'node:path'
import { ensureInstalled } from './setup/install.mjs'
import { projectDir } from './setup/paths.mjs'
import { runNode } from './setup/run.mjs'
import { launch } from './setup/say.mjs'

await launch(async () => {
  await ensureInstalled({ development: true })
  const biome = join(projectDir, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  return runNode([biome, 'check', '--write', ...(process.argv.length > 2 ? process.argv.slice(2) : ['.'])])
})
