import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { alone } from './alone.mjs'
import { projectDir } from './paths.mjs'
import { run, TO_STDERR } from './run.mjs'
import { SetupProblem, sayWhile } from './say.mjs'

/** Install what package-lock.json names and node_modules lacks; `development` adds the tools of tests and checks. */
export async function ensureInstalled({ development }) {
  if (isInstalled(development)) return
  await alone(async () => {
    if (isInstalled(development)) return
    const code = await sayWhile('Installing packages (once, about 500 MB)', () =>
      run(
        npm(),
        ['ci', ...(development ? ['--include=dev'] : []), '--no-audit', '--no-fund', '--loglevel=error'],
        { env: { ...process.env, PATH: pathWithoutOurs() }, stdout: TO_STDERR },
      ),
    )
    if (code !== 0) {
      throw new SetupProblem(
        `npm ci ended with code ${code}; its message stands above. Try again when it is solved.`,
      )
    }
  })
}

/** Compares the lock with the record that npm keeps inside node_modules, package by package. */
function isInstalled(development) {
  const installed = readPackages(join(projectDir, 'node_modules', '.package-lock.json'))
  if (installed === null) return false
  const wanted = readPackages(join(projectDir, 'package-lock.json')) ?? {}
  return Object.entries(wanted).every(([path, { version, dev, devOptional, optional }]) => {
    if (path === '' || ((dev || devOptional) && !development)) return true
    const there = installed[path]
    // Optional ones are mostly for other systems.
    if (there === undefined) return optional === true || devOptional === true
    return there.version === version && existsSync(join(projectDir, path))
  })
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return null
  }
}

const npm = () => (process.platform === 'win32' ? 'npm.cmd' : 'npm')

/** npm must not run on the Node inside the very node_modules that it replaces. */
function pathWithoutOurs() {
  const ours = join(projectDir, 'node_modules')
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.startsWith(ours))
    .join(delimiter)
}
