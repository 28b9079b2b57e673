import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import type { Sealer } from '../../identity/index.ts'
import type { FileStore } from '../../reports/index.ts'
import { instanceId } from '../protocol/instance.ts'
import { openJsonLines, type WrittenFile } from './jsonl-file.ts'
import { FORMAT, MANIFEST, type Manifest } from './manifest.ts'
import { readReportLines } from './report-lines.ts'

export interface ExportDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly files: FileStore
}

/** Reports read together. */
const BATCH = 500

/**
 * What else an institution takes along when it leaves, as it stands in the tables: people without passwords, and the
 * logs. They are to be read; reports, places and categories are taken in again by `lapor import`.
 */
const TABLES = {
  institutions: `select node.code, node.kind, node.name, node.short_name, node.search_name, node.duties, node.aliases, node.functions, node.duties,
      parent.code as parent_code, node.area_code, node.time_zone, node.active
    from institutions node left join institutions parent on parent.id = node.parent_id order by cardinality(node.path), node.id`,
  categories: `select category.code, parent.code as parent_code, category.name_id, category.name_en,
      category.default_level, category.default_handler, category.oversight, category.active, category.position
    from categories category left join categories parent on parent.id = category.parent_id
    order by category.parent_id nulls first, category.id`,
  'deadline-rules': `select rule.kind, rule.class, rule.oversight, node.code as institution_code, rule.amount, rule.calendar,
      rule.valid_from, rule.valid_until, rule.source
    from deadline_rules rule left join institutions node on node.id = rule.institution_id order by rule.id`,
  holidays: 'select date, area_code, name, kind from holidays where not removed order by date',
  'answer-templates': `select node.code as institution_code, template.name, template.text, template.active
    from answer_templates template join institutions node on node.id = template.institution_id order by template.id`,
  staff: `select account.id, account.email, account.name, account.role, node.code as institution_code, account.active,
      account.service, account.created_at
    from staff_accounts account join institutions node on node.id = account.institution_id order by account.id`,
  systems: `select system.code, system.name, system.contact_email, node.code as institution_code, system.scopes,
      system.requests_per_minute, system.active, system.created_at
    from connected_systems system join institutions node on node.id = system.institution_id order by system.id`,
  'account-events': 'select * from account_events order by id',
  'readings-of-identities': `select report.tracking_number, log.seq, log.at, log.account_id, log.channel,
      encode(log.hash, 'hex') as hash
    from access_log log join reports report on report.id = log.report_id order by log.report_id, log.seq`,
  'audit-digests': `select day, events, reads, encode(hash, 'hex') as hash, made_at from audit_digests order by day`,
} as const

/**
 * Write everything into a folder: JSON lines, attachments, and a manifest with checksums, which is written last, so that
 * a broken export is none. All of it is read as it stood at one instant, whatever happens meanwhile.
 */
export async function exportEverything(
  deps: ExportDeps,
  folder: string,
  options: { readonly identities: boolean; readonly onProgress: (reports: number) => void },
): Promise<Manifest> {
  await mkdir(join(folder, 'attachments'), { recursive: true, mode: 0o700 })
  const instance = await instanceId(deps.db)
  const files: WrittenFile[] = []
  const attachments: string[] = []
  await deps.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      for (const [name, query] of Object.entries(TABLES)) {
        const file = openJsonLines(join(folder, `${name}.jsonl`))
        const { rows } = await sql.raw(query).execute(tx)
        for (const row of rows) await file.write(row)
        files.push(await file.close())
      }
      const file = openJsonLines(join(folder, 'reports.jsonl'))
      let after = 0
      let written = 0
      for (;;) {
        const batch = await readReportLines(
          { ...deps, db: tx },
          { after, limit: BATCH, identities: options.identities },
        )
        for (const { line } of batch) {
          await file.write(line)
          attachments.push(...line.attachments.map(({ id }) => id))
        }
        written += batch.length
        options.onProgress(written)
        after = batch.at(-1)?.id ?? after
        if (batch.length < BATCH) break
      }
      files.push(await file.close())
    })
  const missing = await copyAttachments(deps.files, folder, attachments)
  const manifest: Manifest = {
    format: FORMAT,
    instance,
    made_at: deps.clock.now().toISOString(),
    identities: options.identities,
    files,
    attachments: { count: attachments.length - missing.length, missing },
  }
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 })
  return manifest
}

/** Where a file of the export lies, as in the store: two letters, then the id. */
export function attachmentPath(folder: string, id: string): string {
  return join(folder, 'attachments', id.slice(0, 2), id)
}

async function copyAttachments(files: FileStore, folder: string, ids: readonly string[]): Promise<string[]> {
  const missing: string[] = []
  for (const id of ids) {
    const path = attachmentPath(folder, id)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    try {
      await pipeline(files.read(id), createWriteStream(path, { mode: 0o600 }))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
      missing.push(id)
    }
  }
  return missing
}
