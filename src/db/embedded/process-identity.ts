import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/** A process that is told apart from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** Changes with every process that gets this number: boot, number space and start time. */
  readonly started: string
}

/** Who a process number belongs to at this moment, or `null` when nobody lives under it. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  const started = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
  return started === null ? null : { pid, started }
}

/** Whether this very process still lives; a number that was given to another process counts as dead. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.started === identity.started
}

/** Wait until the process is gone. @returns false when it still lives after the time */
export async function waitForEnd(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  // A monotonic clock: the wall clock may jump, and the shifted clock of training mode is not about processes.
  const until = performance.now() + timeoutMs
  while (isAlive(identity)) {
    if (performance.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}

function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may itself hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, startTicks] = [fields[0], fields[19]]
    // A zombie has ended; only its parent has not asked for the outcome yet.
    if (state === 'Z' || state === 'X' || startTicks === undefined) return null
    return [readBoot(), readlinkSync('/proc/self/ns/pid'), startTicks].join(' ')
  } catch {
    return null
  }
}

function readBoot(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
}

function startByPs(pid: number): string | null {
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '')
  } catch {
    return null
  }
}
