import type { Config } from '../config.ts'

export interface Command {
  readonly summary: string
  readonly usage?: readonly string[]
  /** Resolves with the exit code. */
  run(config: Config, args: readonly string[]): Promise<number>
}
