import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './setup/build.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { projectDir } from './setup/paths.mjs'
import { runNode } from './setup/run.mjs'
import { launch, SetupProblem } from './setup/say.mjs'

await launch(async () => {
  const folder = join(projectDir, 'bench')
  const [name = '', ...args] = process.argv.slice(2)
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(join(folder, `${name}.ts`))) {
    const names = readdirSync(folder).filter((file) => file.endsWith('.ts'))
    throw new SetupProblem(
      `Say which one: npm run bench -- NAME, with NAME from: ${names.map((file) => file.slice(0, -3)).join(', ')}`,
    )
  }
  await ensureInstalled({ development: true })
  await ensureBuilt()
  return runNode([join(folder, `${name}.ts`), ...args])
})
