import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** A LAPOR! that runs as a process of its own, started as an operator starts it. */
export interface RealServer {
  readonly url: string
  /** Everything it said so far. */
  output(): string
  /** Stop it as an operator does; resolves when its process has ended. */
  stop(): Promise<void>
  /** End it with SIGKILL: it can tidy nothing up, and its PostgreSQL is left behind. */
  kill(): Promise<void>
}

const PROJECT_DIR = join(import.meta.dirname, '../..')

/**
 * Start LAPOR! on a data folder and wait until it is ready.
 * @throws with what it said when it ends, or is not ready in time
 */
export async function startRealServer(options: {
  readonly dataDir: string
  readonly env?: Readonly<Record<string, string>>
  /** For a start that installs and builds first, or loads the registry on a busy machine. */
  readonly patienceMs?: number
}): Promise<RealServer> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(PROJECT_DIR, 'bin', 'lapor.mjs'), 'start'], {
    cwd: PROJECT_DIR,
    env: {
      ...process.env,
      DATABASE_URL: '',
      LAPOR_MODE: 'training',
      LAPOR_TRAINING_SAMPLE: 'off',
      LAPOR_RATE_LIMITS: 'off',
      LAPOR_LOG_LEVEL: 'silent',
      ...options.env,
      LAPOR_DATA_DIR: options.dataDir,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const listen = (chunk: Buffer) => {
    said += chunk.toString()
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  try {
    await untilReady(url, child, options.patienceMs ?? 120_000)
  } catch (error) {
    child.kill()
    await ended
    throw new Error(`${error instanceof Error ? error.message : error}; it said:\n${said}`)
  }
  const pid = readClaim(options.dataDir) ?? child.pid
  const end = async (signal: NodeJS.Signals) => {
    if (hasEnded(child) || pid === undefined) return
    process.kill(pid, signal)
    await ended
  }
  return { url, output: () => said, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

async function untilReady(url: string, child: ChildProcess, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    if (hasEnded(child)) throw new Error('the server ended')
    const response = await fetch(`${url}/readyz`).catch(() => null)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the server was not ready after ${patienceMs / 1_000} s`)
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** The launcher may have become the server or be its parent: the data folder tells which process serves. */
function readClaim(dataDir: string): number | null {
  try {
    const claim: unknown = JSON.parse(readFileSync(join(dataDir, 'lapor.pid'), 'utf8'))
    const isClaim = typeof claim === 'object' && claim !== null && 'pid' in claim
    return isClaim && typeof claim.pid === 'number' ? claim.pid : null
  } catch {
    return null
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}
