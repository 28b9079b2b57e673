import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { LoadOrder } from './load-client.ts'
import type { Round } from './statistics.ts'

export interface Load {
  run(concurrency: number, seconds: number): Promise<Round>
  stop(): void
}

/** Start the load generator for a server. */
export function startLoad(serverUrl: string): Load {
  const url = new URL(serverUrl)
  const child = fork(join(import.meta.dirname, 'load-client.ts'))
  return {
    run: (concurrency, seconds) =>
      answerOf(child, { host: url.hostname, port: Number(url.port), concurrency, seconds }),
    stop: () => child.kill(),
  }
}

function answerOf(child: ChildProcess, order: LoadOrder): Promise<Round> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`the load generator ended with ${code}`))
    child.once('exit', fail)
    child.once('message', (round: Round) => {
      child.off('exit', fail)
      resolve(round)
    })
    child.send(order)
  })
}
