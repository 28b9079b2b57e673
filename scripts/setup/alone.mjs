import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheDir } from './paths.mjs'
import { say } from './say.mjs'

const HEARTBEAT_MS = 2_000
/** A lock nobody touched for so long belongs to a process that was killed or frozen. */
const STALE_MS = 30_000

/** Do the work while no other launcher of this checkout installs or builds. */
export async function alone(work) {
  mkdirSync(cacheDir, { recursive: true })
  const lock = join(cacheDir, 'setup.lock')
  let hasSaid = false
  while (!tryLock(lock)) {
    if (isStale(lock)) {
      rmSync(lock, { force: true })
      continue
    }
    if (!hasSaid) say('Waiting for another launcher that installs or builds…')
    hasSaid = true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const heartbeat = setInterval(() => utimesSync(lock, new Date(), new Date()), HEARTBEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    rmSync(lock, { force: true })
  }
}

function tryLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isStale(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > STALE_MS) return true
    const pid = Number(readFileSync(lock, 'utf8'))
    // Empty for a moment between being made and being filled.
    return pid > 0 && !isAlive(pid)
  } catch {
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
