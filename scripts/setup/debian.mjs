import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'
import { SetupProblem, say, sayWhile } from './say.mjs'

/** Where Debian puts servers; an ordinary user's PATH lacks it. */
const SERVERS = ['/usr/sbin', '/usr/local/sbin']

/**
 * A program the tests drive, installed from Debian where apt may do so.
 * @returns its path, or `null` where it is missing and nothing asks for a whole run
 * @throws SetupProblem when it is missing and LAPOR_TESTS=whole
 */
export async function ensureDebianProgram({ program, packages, what }) {
  const found = findProgram(program)
  if (found !== null) return found
  if (await installDebianPackages(`Installing ${what} from the system's packages (once)`, packages)) {
    const installed = findProgram(program)
    if (installed !== null) return installed
  }
  const problem =
    `The tests of ${what} need the program ${program}, which was not found, nor could it be installed.\n` +
    `Install it (Debian: sudo apt-get install ${packages.join(' ')}).`
  if (process.env.LAPOR_TESTS === 'whole') throw new SetupProblem(problem)
  say(`${problem} They are left out.`)
  return null
}

/** Install packages where apt is there and may be run; tells whether it did. */
export async function installDebianPackages(message, packages) {
  const apt = '/usr/bin/apt-get'
  if (!isExecutable(apt)) return false
  const isRoot = process.getuid?.() === 0
  if (!isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return false
  const [program, before] = isRoot ? [apt, []] : ['sudo', ['-n', 'DEBIAN_FRONTEND=noninteractive', apt]]
  const aptGet = (...args) =>
    run(program, [...before, '-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdout: 'ignore',
    })
  return sayWhile(message, async () => {
    await aptGet('update')
    return (await aptGet('install', '-y', '--no-install-recommends', ...packages)) === 0
  })
}

/** The path of a program, or `null`. */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...SERVERS]
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
