import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { projectDir } from './paths.mjs'
import { SetupProblem, say } from './say.mjs'

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP']
const WITH_PARENT = new URL('./stop-with-parent.mjs', import.meta.url).href

/** For work that comes before a command: its words must not mix with the command's output, which may be piped. */
export const TO_STDERR = 2

/** Run a program in the checkout, pass signals on, and resolve with its exit code. */
export function run(program, args, { env = process.env, stdout = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: projectDir, env, stdio: ['inherit', stdout, 'inherit'] })
    const forward = (signal) => child.kill(signal)
    for (const signal of FORWARDED) process.on(signal, forward)
    child.once('error', (error) => {
      reject(
        error.code === 'ENOENT'
          ? new SetupProblem(`${program} was not found; install it and try again`)
          : error,
      )
    })
    child.once('exit', (code, signal) => {
      for (const name of FORWARDED) process.off(name, forward)
      // What a shell reports for a program that a signal ended.
      resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGKILL' ? 9 : 15))
    })
  })
}

/** Run a script under the project's Node and resolve with its exit code. */
export function runNode(args, options) {
  return run(projectNode(), args, options)
}

/**
 * Become a script under the project's Node: this very process where the system allows it, so that signals and the
 * exit code need nobody in between; otherwise a child that does not outlive us.
 */
export function becomeNode(args) {
  const node = projectNode()
  if (typeof process.execve !== 'function') return run(node, ['--import', WITH_PARENT, ...args])
  // npm hands no SIGKILL on: its server would stay behind, unseen.
  const options = process.env.npm_execpath === undefined ? [] : ['--import', WITH_PARENT]
  return process.execve(node, [node, ...options, ...args], process.env)
}

/** The Node that package-lock.json pins; the present one when it is missing and new enough. */
export function projectNode() {
  const pinned = join(projectDir, 'node_modules', 'node', 'bin', 'node')
  try {
    accessSync(pinned, constants.X_OK)
    return pinned
  } catch {
    const major = Number(process.versions.node.split('.')[0])
    if (major >= 22) return process.execPath
    throw new SetupProblem(
      `LAPOR! needs Node 24, which npm installs as the package "node", but ${pinned} is missing and this is Node ${process.versions.node}.\n` +
        'Allow install scripts for this project (npm config get ignore-scripts must say false), delete node_modules and try again,\n' +
        'or install Node 24 yourself: https://nodejs.org/',
    )
  }
}

/** Tell early what even the launchers cannot do without. */
export function refuseOldNode() {
  const [major = 0] = process.versions.node.split('.').map(Number)
  if (major >= 20) return
  say(
    `LAPOR! needs Node 20 or newer to set itself up; this is Node ${process.versions.node}: https://nodejs.org/`,
  )
  process.exit(1)
}
