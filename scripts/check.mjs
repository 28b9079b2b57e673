import { join } from 'node:path'
import { ensureInstalled } from './setup/install.mjs'
import { projectDir } from './setup/paths.mjs'
import { runNode } from './setup/run.mjs'
import { launch, say } from './setup/say.mjs'

const CHECKS = [
  [
    'format and lint',
    '@biomejs/biome/bin/biome',
    ['ci', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'],
  ],
  ['types', 'typescript/bin/tsc', ['--noEmit']],
  [
    'folder map',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ['src', '--config', '.dependency-cruiser.cjs'],
  ],
  ['unused code', 'knip/bin/knip.js', []],
]

/** Run every check, also after one failed: one run shows all there is to mend. */
await launch(async () => {
  await ensureInstalled({ development: true })
  const failed = []
  for (const [name, program, args] of CHECKS) {
    say(`\n== ${name}`)
    const code = await runNode([join(projectDir, 'node_modules', program), ...args])
    if (code !== 0) failed.push(name)
  }
  say(
    failed.length === 0
      ? '\nAll checks pass.'
      : `\nFailed: ${failed.join(', ')}. npm run format mends the format.`,
  )
  return failed.length === 0 ? 0 : 1
})
