import { type ChildProcess, spawn } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { trainingAccountsFile } from '../../src/commands/training-accounts.ts'
import { MODEL_DIR } from '../../src/routing/routing.fixture.ts'
import type { TestContext, TestStaff } from './context.ts'
import { freePort } from './real-server.ts'

/** A process of the built server on a test's own database, always at the same address, that may be killed. */
export interface Installation extends AsyncDisposable {
  readonly url: string
  start(): Promise<void>
  /** SIGKILL: nothing is tidied up. */
  kill(): Promise<void>
}

const MAIN = join(import.meta.dirname, '../../dist/server/main.js')

/** Make one for a context; `staff` stands for the training accounts, of which making all would take longer than the test. */
export async function makeInstallation(lapor: TestContext, staff: TestStaff): Promise<Installation> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { config, database } = lapor.context
  writeFileSync(trainingAccountsFile(config.dataDir), JSON.stringify([{ email: staff.email }]))
  // Made once for all tests; each installation would train for half a minute.
  symlinkSync(join(MODEL_DIR, 'routing'), join(config.dataDir, 'routing'))
  let child: ChildProcess | null = null
  const kill = async () => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  return {
    url,
    kill,
    async start() {
      child = spawn(process.execPath, [MAIN, 'start'], {
        env: {
          ...process.env,
          DATABASE_URL: database.url,
          LAPOR_DATA_DIR: config.dataDir,
          LAPOR_MODE: 'training',
          LAPOR_TRAINING_SAMPLE: 'off',
          LAPOR_RATE_LIMITS: 'off',
          LAPOR_LOG_LEVEL: 'error',
          // Few, so that whoever asks for a second while holding one is found out.
          LAPOR_DATABASE_POOL: '3',
          PORT: String(port),
        },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      await untilReady(url, child)
    },
    [Symbol.asyncDispose]: kill,
  }
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the installation ended with ${child.exitCode}`)
    if ((await fetch(`${url}/readyz`).catch(() => null))?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the installation was not ready in a minute')
}
