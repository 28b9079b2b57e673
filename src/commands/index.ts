import { readConfig } from '../config.ts'
import { DomainError, SetupError } from '../errors.ts'
import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { breachReport } from './breach-report.ts'
import { channels } from './channels.ts'
import type { Command } from './command.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { keys } from './keys.ts'
import { migrate } from './migrate.ts'
import { routing } from './routing.ts'
import { sample } from './sample.ts'
import { seed } from './seed.ts'
import { serve } from './serve.ts'
import { statistics } from './statistics.ts'
import { systems } from './systems.ts'

const COMMANDS: Readonly<Record<string, Command>> = {
  start: {
    summary: 'web and worker in one process, with everything set up; what npm start runs',
    run: (config, args) => serve(config, args, { web: true, worker: true }),
  },
  web: {
    summary: 'serve pages and API only; run as many as you like',
    run: (config, args) => serve(config, args, { web: true, worker: false }),
  },
  worker: {
    summary: 'jobs only: notifications, expiry; run as many as you like',
    run: (config, args) => serve(config, args, { web: false, worker: true }),
  },
  migrate,
  seed,
  sample,
  accounts,
  systems,
  channels,
  import: importCommand,
  export: exportCommand,
  audit,
  'breach-report': breachReport,
  keys,
  routing,
  statistics,
}

/** Run one command of the command line; resolves with the process's exit code. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = args
  const command = COMMANDS[name]
  if (command === undefined) {
    printHelp()
    return ['help', '--help', '-h'].includes(name) ? 0 : 2
  }
  try {
    return await command.run(readConfig(), rest)
  } catch (error) {
    if (error instanceof SetupError) console.error(`\n${error.message}\n`)
    else if (error instanceof DomainError) {
      console.error(
        `${error.code} ${error.fields.map((field) => `${field.field}: ${field.code}`).join(', ')}`,
      )
    } else console.error(error)
    return 1
  }
}

function printHelp(): void {
  console.log('LAPOR! public-service complaints\n\nUsage: npx lapor <command>\n')
  for (const [name, { summary, usage }] of Object.entries(COMMANDS)) {
    console.log(`  ${name.padEnd(10)} ${summary}`)
    for (const line of usage ?? []) console.log(`  ${''.padEnd(10)}   ${line}`)
  }
  console.log('\nSettings come from the environment; docs/how-to/run.md lists them.')
}
