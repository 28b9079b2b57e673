import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { type EvaluationKind, evaluateFile, prepareColdStart, trainFromHistory } from '../routing/index.ts'
import type { Command } from './command.ts'
import { openConfiguredDatabase } from './open-database.ts'
import { prepareDatabase } from './prepare.ts'

export const routing: Command = {
  summary: 'automatic routing: measure it, train it',
  usage: [
    'routing evaluate FILE.jsonl [--sms|--duplicates] [--json]   (figures on labelled lines; needs no server)',
    'routing train     (learn from the confirmed history; nightly from cron)',
    'routing prepare   (make the model of the cold start, if the data folder has none)',
  ],
  async run(config, [action, ...args]) {
    if (action === 'prepare') {
      prepareColdStart(config)
      return 0
    }
    if (action === 'train') return train(config)
    const file = args.find((arg) => !arg.startsWith('--'))
    const unknown = args.find((arg) => arg.startsWith('--') && !FLAGS.includes(arg))
    if (action !== 'evaluate' || file === undefined || unknown !== undefined) {
      for (const line of routing.usage ?? []) console.error(line)
      return 2
    }
    const kind: EvaluationKind = args.includes('--sms')
      ? 'sms'
      : args.includes('--duplicates')
        ? 'duplicates'
        : 'handlers'
    const { figures, missed } = evaluateFile(file, kind, config)
    if (args.includes('--missed')) for (const line of missed) console.log(JSON.stringify(line))
    if (args.includes('--json')) console.log(JSON.stringify(figures))
    else printFigures(figures)
    return 0
  },
}

async function train(config: Config): Promise<number> {
  const clock = systemClock(config.nowOffsetDays)
  const database = await openConfiguredDatabase(config, console.log)
  try {
    await prepareDatabase(config, database, clock, console.log)
    const { version, examples, threshold } = await trainFromHistory(database.db, {
      projectDir: config.projectDir,
      now: clock.now(),
    })
    console.log(
      `Model ${version}: learned from ${examples} confirmed reports; alone from ${threshold.toFixed(3)}.`,
    )
    return 0
  } finally {
    await database.close()
  }
}

const FLAGS = ['--sms', '--duplicates', '--json', '--missed']

function printFigures(figures: object): void {
  for (const [name, value] of Object.entries(figures)) {
    if (!Array.isArray(value)) console.log(`${name.padEnd(24)} ${value === null ? '-' : value}`)
    else {
      console.log(name)
      for (const row of value) console.log(`  ${Object.values(row).join('  ')}`)
    }
  }
}
