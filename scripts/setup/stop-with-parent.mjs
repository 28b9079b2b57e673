// Loaded before the program by `--import`. Nobody hands a SIGKILL on: without this, a server whose npm or launcher
// was killed would stay behind unseen and hold its port and its data.
import { readFileSync } from 'node:fs'

/** From us up to npm, each process with its parent; only our own parent where npm is not above us. */
const links = chainUpTo('npm')
const watch = setInterval(() => {
  if (links.every(({ pid, parent }) => parentOf(pid) === parent)) return
  clearInterval(watch)
  process.kill(process.pid, 'SIGTERM')
}, 500)
watch.unref()

function chainUpTo(name) {
  const chain = []
  for (let pid = process.pid; chain.length < 6; pid = chain.at(-1).parent) {
    const parent = parentOf(pid)
    if (parent === null || parent <= 1) break
    chain.push({ pid, parent })
    if (titleOf(parent).startsWith(`${name} `)) return chain
  }
  return chain.slice(0, 1)
}

function parentOf(pid) {
  if (pid === process.pid) return process.ppid
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}

function titleOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
