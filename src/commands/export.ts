import { exportEverything } from '../exchange/index.ts'
import type { Command } from './command.ts'
import { withContext } from './context.ts'
import { openConfiguredDatabase } from './open-database.ts'

export const exportCommand: Command = {
  summary: 'write everything into a folder, to take it along to another installation or system',
  usage: [
    'export FOLDER [--without-identities]',
    'JSON lines, attachments and a manifest with checksums; it holds personal data unless told otherwise',
  ],
  async run(config, args) {
    const [folder] = args.filter((arg) => !arg.startsWith('--'))
    if (folder === undefined) {
      for (const line of exportCommand.usage ?? []) console.error(line)
      return 2
    }
    const identities = !args.includes('--without-identities')
    const database = await openConfiguredDatabase(config, () => undefined)
    try {
      const { files, attachments } = await withContext(config, database, (context) =>
        exportEverything(context, folder, {
          identities,
          onProgress: (reports) => void process.stderr.write(`\r  ${reports} reports `),
        }),
      )
      const reports = files.find(({ name }) => name === 'reports.jsonl')?.lines ?? 0
      console.log(`\nExported ${reports} reports and ${attachments.count} files to ${folder}`)
      if (attachments.missing.length > 0)
        console.log(`${attachments.missing.length} files are missing in the store: see manifest.json`)
      if (identities)
        console.log(
          'It holds names and contacts in clear: keep it under lock, and delete it when it is done.',
        )
      return 0
    } finally {
      await database.close()
    }
  },
}
