import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { installDebianPackages, isExecutable } from './debian.mjs'
import { projectDir } from './paths.mjs'
import { runNode, TO_STDERR } from './run.mjs'
import { SetupProblem, sayWhile } from './say.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']
const ELSEWHERE = [
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The program that drives the tests in a real browser: LAPOR_CHROMIUM, one of the system, or one installed now.
 * @returns its path, or `null` when Playwright's own download is to be used
 */
export async function ensureChromium() {
  const found = findChromium()
  if (found !== null) return found
  if (
    await installDebianPackages("Installing Chromium from the system's packages (once, about 400 MB)", [
      'chromium',
    ])
  ) {
    const installed = findChromium()
    if (installed !== null) return installed
  }
  if (await installFromPlaywright()) return null
  throw new SetupProblem(
    'The tests need a Chromium and none was found, nor could one be installed.\n' +
      'Install it (Debian: sudo apt-get install chromium), or set LAPOR_CHROMIUM to the path of a Chromium or Chrome.',
  )
}

function findChromium() {
  const given = process.env.LAPOR_CHROMIUM
  if (given) {
    if (works(given)) return given
    throw new SetupProblem(`LAPOR_CHROMIUM=${given} is not a browser that starts: correct it or unset it`)
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE]
  return candidates.find((path) => isExecutable(path) && works(path)) ?? null
}

/** Ubuntu's `chromium` without snap is a script that only says so. */
function works(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

async function installFromPlaywright() {
  const program = join(projectDir, 'node_modules', 'playwright-core', 'cli.js')
  return sayWhile('Downloading Chromium with Playwright (once)', async () => {
    return (await runNode([program, 'install', 'chromium'], { stdout: TO_STDERR })) === 0
  })
}
