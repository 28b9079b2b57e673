import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import type { Sealer } from '../../identity/index.ts'
import type { FileStore } from '../../reports/index.ts'
import { instanceId } from '../protocol/instance.ts'
import { attachmentsIn, readBytes } from './attachments-in.ts'
import { openJsonLines, readExported, type WrittenFile } from './jsonl-file.ts'
import { FORMAT, MANIFEST, type Manifest } from './manifest.ts'
import { type ReportLine, readCodes, readReportLines } from './report-lines.ts'

export interface ExportDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly files: FileStore
}

/** Rows and reports read together. */
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
  await deps.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      for (const [name, query] of Object.entries(TABLES)) {
        const file = openJsonLines(join(folder, `${name}.jsonl`))
        for await (const row of readTable(tx, query)) await file.write(row)
        files.push(await file.close())
      }
      const file = openJsonLines(join(folder, 'reports.jsonl'))
      const codes = await readCodes(tx)
      let after = 0
      let written = 0
      for (;;) {
        const batch = await readReportLines(
          { ...deps, db: tx },
          { after, limit: BATCH, codes, identities: options.identities },
        )
        for (const { line } of batch) await file.write(line)
        written += batch.length
        options.onProgress(written)
        after = batch.at(-1)?.id ?? after
        if (batch.length < BATCH) break
      }
      files.push(await file.close())
    })
  const attachments = await copyAttachments(deps.files, folder)
  const manifest: Manifest = {
    format: FORMAT,
    instance,
    made_at: deps.clock.now().toISOString(),
    identities: options.identities,
    files,
    attachments,
  }
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 })
  return manifest
}

/** A table of any length, some rows at a time; inside the caller's transaction. */
async function* readTable(tx: Db, query: string): AsyncIterable<unknown> {
  await sql`declare exported no scroll cursor for ${sql.raw(query)}`.execute(tx)
  for (;;) {
    const { rows } = await sql`fetch ${sql.lit(BATCH)} from exported`.execute(tx)
    yield* rows
    if (rows.length < BATCH) break
  }
  await sql`close exported`.execute(tx)
}

/** Copy every file that the written reports name. */
async function copyAttachments(
  files: FileStore,
  folder: string,
): Promise<{ count: number; missing: string[] }> {
  const copies = attachmentsIn(folder)
  const missing: string[] = []
  let count = 0
  for await (const bytes of readExported(folder, 'reports.jsonl')) {
    const { attachments }: Pick<ReportLine, 'attachments'> = JSON.parse(bytes.toString())
    for (const { id } of attachments) {
      const file = await readBytes(files, id)
      if (file === null) missing.push(id)
      else {
        await copies.put(id, file)
        count += 1
      }
    }
  }
  return { count, missing }
}
