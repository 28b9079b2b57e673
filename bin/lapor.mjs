#!/usr/bin/env node
import { join } from 'node:path'
import { ensureBuilt } from '../scripts/setup/build.mjs'
import { ensureInstalled } from '../scripts/setup/install.mjs'
import { projectDir } from '../scripts/setup/paths.mjs'
import { becomeNode, refuseOldNode } from '../scripts/setup/run.mjs'
import { launch } from '../scripts/setup/say.mjs'

refuseOldNode()
await launch(async () => {
  await ensureInstalled({ development: false })
  await ensureBuilt()
  const main = join(projectDir, 'dist', 'server', 'main.js')
  return becomeNode(['--enable-source-maps', main, ...process.argv.slice(2)])
})
