import { fork, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type LimitOrder, libpqEnvironment } from './limit-order.ts'
import { runProgram } from './run-program.ts'
import { type Round, roundOf } from './statistics.ts'

/** Inserts the same rows directly, as fast as a native client can. */
export interface Limit {
  readonly description: string
  run(concurrency: number, seconds: number): Promise<Round>
}

/** With pgbench where the machine has it, else with `pg` in a process of its own. */
export function openLimit(databaseUrl: string, statements: readonly string[]): Limit {
  const pgbench = findPgbench()
  return pgbench === null
    ? { description: 'node pg, named prepared statements', run: withNode(databaseUrl, statements) }
    : {
        description: `${versionOf(pgbench)}, prepared statements`,
        run: withPgbench(pgbench, databaseUrl, statements),
      }
}

function findPgbench(): string | null {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...globSync('/usr/lib/postgresql/*/bin').sort().reverse(),
  ]
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path)) ?? null
}

function versionOf(pgbench: string): string {
  return spawnSync(pgbench, ['--version'], { encoding: 'utf8' }).stdout.trim()
}

function withPgbench(pgbench: string, databaseUrl: string, statements: readonly string[]): Limit['run'] {
  return async (concurrency, seconds) => {
    const folder = mkdtempSync(join(tmpdir(), 'lapor-bench-'))
    try {
      const scripts = statements.map((statement, index) => {
        const path = join(folder, `${index}.sql`)
        writeFileSync(path, `${statement};\n`)
        return ['--file', path]
      })
      const output = await runProgram(
        pgbench,
        [
          ...['--no-vacuum', '--protocol', 'prepared', '--log', '--log-prefix', join(folder, 'log')],
          ...['--client', String(concurrency), '--jobs', '1', '--time', String(seconds)],
          ...scripts.flat(),
        ],
        libpqEnvironment(databaseUrl),
      )
      const perSecond = Number(/^tps = ([\d.]+)/m.exec(output)?.[1])
      if (!(perSecond > 0) || /number of failed transactions: [1-9]/.test(output)) {
        throw new Error(`pgbench measured nothing:\n${output}`)
      }
      // A line a transaction: client, number, microseconds, …
      const latencies = globSync(join(folder, 'log*'))
        .flatMap((path) => readFileSync(path, 'utf8').trimEnd().split('\n'))
        .map((line) => Number(line.split(' ')[2]) / 1_000)
      return { ...roundOf(latencies, seconds), perSecond }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

function withNode(databaseUrl: string, statements: readonly string[]): Limit['run'] {
  return (concurrency, seconds) =>
    new Promise((resolve, reject) => {
      const child = fork(join(import.meta.dirname, 'limit-client.ts'))
      child.once('message', (round: Round) => {
        resolve(round)
        child.kill()
      })
      child.once('exit', (code) => reject(new Error(`the limit's client ended with ${code}`)))
      child.send({ databaseUrl, statements, concurrency, seconds } satisfies LimitOrder)
    })
}
