import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { importExport, importReports, MANIFEST, readMapping, readRows } from '../exchange/index.ts'
import { countAllChanges } from '../statistics/index.ts'
import type { Command } from './command.ts'
import { withContext } from './context.ts'
import { type OpenedDatabase, openConfiguredDatabase } from './open-database.ts'

export const importCommand: Command = {
  summary: 'take over an old system’s reports from a file',
  usage: [
    'import FILE.csv|FILE.jsonl|FILE.xlsx --map MAP.yaml [--dry-run]',
    'import FOLDER                                     (what lapor export has written)',
    'refused lines stand in FILE.refused.csv, each with its reason; run it again as often as you like',
  ],
  async run(config, args) {
    const mapAt = args.indexOf('--map')
    const mapFile = mapAt < 0 ? undefined : args[mapAt + 1]
    const [file] = args.filter((arg, index) => !arg.startsWith('--') && index !== mapAt + 1)
    if (file !== undefined && existsSync(join(file, MANIFEST))) return moveHere(config, file)
    if (file === undefined || mapFile === undefined) {
      for (const line of importCommand.usage ?? []) console.error(line)
      return 2
    }
    const mapping = readMapping(readFileSync(mapFile, 'utf8'))
    const rows = readRows(file, mapping)
    const dryRun = args.includes('--dry-run')
    const database = await openConfiguredDatabase(config, () => undefined)
    try {
      const refusedFile = `${file}.refused.csv`
      const refused = createWriteStream(refusedFile)
      refused.write('line,field,reason,value\n')
      const startedAt = performance.now()
      const total = await withContext(config, database, (context) =>
        importReports(context, {
          mapping,
          rows,
          dryRun,
          onRefused: ({ line, field, reason, value }) =>
            void refused.write(`${[String(line), field, reason, value].map(csvCell).join(',')}\n`),
          onProgress: ({ read, imported, refused: count }) => {
            const rate = Math.round((read / (performance.now() - startedAt)) * 1_000)
            process.stderr.write(`\r  ${read} read, ${imported} imported, ${count} refused, ${rate}/s `)
          },
        }),
      )
      await new Promise<void>((resolve) => refused.end(resolve))
      if (!dryRun) await countFigures(database)
      console.log(
        `\n${dryRun ? 'Would import' : 'Imported'} ${total.imported}, known before ${total.known}, refused ${total.refused}` +
          (total.refused > 0 ? `: see ${refusedFile}` : ''),
      )
      return total.refused > 0 ? 1 : 0
    } finally {
      await database.close()
    }
  },
}

/** Take in another installation's export. */
async function moveHere(config: Config, folder: string): Promise<number> {
  const database = await openConfiguredDatabase(config, () => undefined)
  try {
    const moved = await withContext(config, database, (context) =>
      importExport(context, folder, ({ reports, known }) => {
        process.stderr.write(`\r  ${reports} reports, ${known} known before `)
      }),
    )
    await countFigures(database)
    console.log(
      `\nMoved ${moved.reports} reports with ${moved.attachments} files, known before ${moved.known}`,
    )
    return 0
  } finally {
    await database.close()
  }
}

/**
 * Bring the figures up to what came in, unless a running service does so. What is still to be counted stands in a queue
 * that was written with the reports: broken off here, it is counted at the next start.
 */
async function countFigures({ db }: OpenedDatabase): Promise<void> {
  process.stderr.write('\n')
  await countAllChanges(db, (entries) => {
    process.stderr.write(`\r  figures of ${entries} changes counted `)
  })
}

/** Quoted, and no formula: a spreadsheet would run what begins with =, +, - or @. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
