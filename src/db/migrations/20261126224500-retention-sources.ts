import { type Kysely, sql } from 'kysely'

/** Why: the legal sources of retention are read by officials in Indonesian; those that an operator wrote stay. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update retention_rules as rule set source = named.after
    from (values
      (
        'UU 27/2022 art. 43; UU 43/2009 on archives: active two years, inactive three',
        'UU 27/2022 pasal 43; UU 43/2009 tentang Kearsipan: aktif dua tahun, inaktif tiga tahun'
      ),
      (
        'UU 27/2022 art. 43; UU 43/2009 on archives: active two years',
        'UU 27/2022 pasal 43; UU 43/2009 tentang Kearsipan: aktif dua tahun'
      ),
      (
        'UU 27/2022 art. 43; UU 14/2008 on public information: disputes and their appeals',
        'UU 27/2022 pasal 43; UU 14/2008 tentang Keterbukaan Informasi Publik: sengketa dan bandingnya'
      )
    ) as named (before, after)
    where rule.source = named.before
  `.execute(db)
}
