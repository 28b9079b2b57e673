import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './alone.mjs'
import { projectDir } from './paths.mjs'
import { runNode, TO_STDERR } from './run.mjs'
import { SetupProblem, sayWhile } from './say.mjs'

const OUTSIDE_SRC = ['package-lock.json', 'tsconfig.json', 'vite.config.ts']
const dist = join(projectDir, 'dist')
const stampFile = join(dist, 'stamp')

/** Build the browser's assets and the server when a source changed since the last build. */
export async function ensureBuilt() {
  if (isBuilt(hashSources())) return
  await alone(async () => {
    const stamp = hashSources()
    if (!isBuilt(stamp)) await sayWhile('Building', () => build(stamp))
  })
}

/**
 * Built beside its place and moved there complete: a running server never reads half a build. As deep in the tree as
 * there, or the source maps would lead astray.
 */
async function build(stamp) {
  const fresh = `${dist}.new`
  const outdated = `${dist}.old`
  rmSync(fresh, { recursive: true, force: true })
  rmSync(outdated, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  await vite('--outDir', join(fresh, 'client'))
  await vite('--outDir', join(fresh, 'worker'), '--mode', 'worker')
  await vite('--outDir', join(fresh, 'server'), '--ssr', 'src/main.ts')
  writeFileSync(join(fresh, 'stamp'), stamp)
  if (existsSync(dist)) renameSync(dist, outdated)
  renameSync(fresh, dist)
  rmSync(outdated, { recursive: true, force: true })
}

async function vite(...args) {
  const program = join(projectDir, 'node_modules', 'vite', 'bin', 'vite.js')
  const code = await runNode([program, 'build', '--emptyOutDir', '--logLevel', 'warn', ...args], {
    stdout: TO_STDERR,
  })
  if (code !== 0) throw new SetupProblem(`The build ended with code ${code}; its message stands above.`)
}

function isBuilt(stamp) {
  try {
    return readFileSync(stampFile, 'utf8') === stamp
  } catch {
    return false
  }
}

/** Content, not times: a fresh clone and a switched branch have misleading ones. */
function hashSources() {
  const hash = createHash('sha256')
  const sources = readdirSync(join(projectDir, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  for (const file of [...sources.sort(), ...OUTSIDE_SRC.map((name) => join(projectDir, name))]) {
    hash.update(file.slice(projectDir.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}
