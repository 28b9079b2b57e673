import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { identifyProcess, type ProcessIdentity, waitForEnd } from './process-identity.ts'

/** What PostgreSQL's own `postmaster.pid` says. */
export interface PostmasterFile {
  readonly pid: number
  readonly dataDir: string
  readonly port: number
  /** Where it listens on a Unix socket; `null` when it listens on loopback only. */
  readonly socketDir: string | null
  readonly ready: boolean
}

/** Read `postmaster.pid`; `null` when there is none or it is still being written. */
export function readPostmasterFile(clusterDir: string): PostmasterFile | null {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
    // A single-user server, which resets a password, stands there with a negative number.
    const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10))
    if (!Number.isInteger(pid) || pid === 0) return null
    return {
      pid,
      dataDir: lines[1] ?? '',
      port: Number(lines[3] ?? 0),
      socketDir: lines[4]?.trim() ? lines[4].trim() : null,
      ready: lines[7]?.trim() === 'ready',
    }
  } catch {
    return null
  }
}

/** The PostgreSQL that runs on this folder now, whoever started it; never a stranger with a reused number. */
export function findPostmaster(clusterDir: string): ProcessIdentity | null {
  const file = readPostmasterFile(clusterDir)
  if (file === null) return null
  const identity = identifyProcess(file.pid)
  return identity !== null && worksIn(identity.pid, file, clusterDir) ? identity : null
}

/**
 * Stop the PostgreSQL that an earlier, killed run left behind, and see that no lock file of it keeps a new one from
 * starting.
 * Committed rows are safe in every case: at worst the next start replays the log.
 */
export async function stopLeftover(clusterDir: string, onProgress: (message: string) => void): Promise<void> {
  const leftover = findPostmaster(clusterDir)
  if (leftover !== null) {
    onProgress(`stopping PostgreSQL (process ${leftover.pid}), which an earlier run left behind`)
    await stopPostmaster(leftover)
  }
  if (existsSync(clusterDir)) disownLockFiles(clusterDir)
}

/**
 * PostgreSQL takes a stranger, or a dead process that nobody has buried yet, for a running server when its number
 * stands in a lock file. Our own number it knows as its parent's and ignores; the rest of `postmaster.pid` has to
 * stay, as it tells whether processes of the dead server still hold its memory.
 */
function disownLockFiles(clusterDir: string): void {
  for (const name of readdirSync(clusterDir).filter((entry) => entry.startsWith('.s.PGSQL.'))) {
    rmSync(join(clusterDir, name), { force: true })
  }
  const path = join(clusterDir, 'postmaster.pid')
  if (!existsSync(path)) return
  const text = readFileSync(path, 'utf8')
  if (text.trim() === '') rmSync(path)
  else writeFileSync(path, text.replace(/^[^\n]*/, String(process.pid)))
}

/** Stop cleanly; the harder ways only when the gentler one has no effect in a minute. */
export async function stopPostmaster(postmaster: ProcessIdentity): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(postmaster.pid, signal)
    } catch {
      return
    }
    if (await waitForEnd(postmaster, patienceMs)) return
  }
}

function worksIn(pid: number, file: PostmasterFile, clusterDir: string): boolean {
  const real = realpathSync(clusterDir)
  if (process.platform !== 'linux') return file.dataDir === real
  return folderOf(pid) === real || argumentsOf(pid).some((word) => word === real || word.endsWith(`=${real}`))
}

/** PostgreSQL stays in its data folder all its life; in a container even root may not be allowed to ask. */
function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}
