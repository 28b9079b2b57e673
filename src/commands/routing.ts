import { type EvaluationKind, evaluateFile } from '../routing/index.ts'
import type { Command } from './command.ts'

export const routing: Command = {
  summary: 'automatic routing: measure it, train it',
  usage: [
    'routing evaluate FILE.jsonl [--sms|--duplicates] [--json]   (figures on labelled lines; needs no server)',
  ],
  async run(config, [action, ...args]) {
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
