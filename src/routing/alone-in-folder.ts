import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Longer than this nobody is at it: then the mark is of another machine's process that is gone. */
const PATIENCE_MS = 10 * 60_000
const LOOK_AGAIN_MS = 500

/**
 * Do something heavy in one process at a time: whoever comes second waits until the first is done, and should then ask
 * again whether there is still something to do.
 * @param mark a file that stands as long as somebody is at it, with the number of the process
 */
export function aloneInFolder<Result>(folder: string, mark: string, act: () => Result): Result {
  mkdirSync(folder, { recursive: true })
  const since = performance.now()
  while (!leaveMark(mark)) {
    if (isOfNobody(mark) || performance.now() - since > PATIENCE_MS) rmSync(mark, { force: true })
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS)
  }
  try {
    return act()
  } finally {
    rmSync(mark, { force: true })
  }
}

function leaveMark(mark: string): boolean {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Left behind by a process that was killed. */
function isOfNobody(mark: string): boolean {
  try {
    const pid = Number(readFileSync(mark, 'utf8'))
    if (pid > 0) process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
