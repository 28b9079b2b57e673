import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './setup/build.mjs'
import { ensureChromium } from './setup/chromium.mjs'
import { ensureDebianProgram } from './setup/debian.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { cacheDir, projectDir } from './setup/paths.mjs'
import { runNode } from './setup/run.mjs'
import { launch } from './setup/say.mjs'

await launch(async () => {
  await ensureInstalled({ development: true })
  const chromium = await ensureChromium()
  await ensureDebianProgram({ program: 'dovecot', packages: ['dovecot-imapd'], what: 'e-mail' })
  await ensureDebianProgram({ program: 'bearerbox', packages: ['kannel', 'kannel-extras'], what: 'SMS' })
  await ensureBuilt()
  const countsFile = join(cacheDir, `test-counts-${process.pid}.json`)
  mkdirSync(cacheDir, { recursive: true })
  const code = await runNode(
    [
      join(projectDir, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      `--reporter=${join(projectDir, 'scripts', 'count-reporter.mjs')}`,
      ...process.argv.slice(2),
    ],
    {
      env: {
        ...process.env,
        LAPOR_TEST_COUNTS: countsFile,
        ...(chromium === null ? {} : { LAPOR_CHROMIUM: chromium }),
      },
    },
  )
  const { passed, failed } = readCounts(countsFile)
  // The last line, alone and plain: programs read it.
  console.log(`${passed} passed, ${code !== 0 && failed === 0 ? 1 : failed} failed`)
  return code
})

function readCounts(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(path, { force: true })
  }
}
