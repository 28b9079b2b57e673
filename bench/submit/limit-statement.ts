import type pg from 'pg'

/**
 * The limit's statement: the very rows that a submission wrote, as literals in one data-modifying CTE. Only keys are
 * new each time, so nothing is left to do but inserting.
 */
export async function limitStatement(client: pg.ClientBase, trackingNumber: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string; reporter_id: string; created_at: string }>(
    'select id::text, reporter_id::text, created_at::text from reports where tracking_number = $1',
    [trackingNumber],
  )
  const [report] = rows
  if (report === undefined) throw new Error(`report ${trackingNumber} was acknowledged but is not there`)
  const jobs = await client.query<{ id: string; table_name: string }>(
    `select job.id::text, queue.table_name from pgboss.job join pgboss.queue using (name)
     where name = 'notify' and data->>'report_id' = $1 and state = 'created'`,
    [report.id],
  )
  const [job] = jobs.rows
  // A worker was quicker; its traces are not part of what a submission writes.
  if (job === undefined) return null

  const insert = async (table: string, where: string, own: Readonly<Record<string, string>>) => {
    const columns = await literalColumns(client, table, where, report.created_at)
    const names = Object.keys(columns).map((name) => `"${name}"`)
    const values = Object.entries(columns).map(([name, literal]) => own[name] ?? literal)
    return `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from numbered`
  }
  const ofReport = `report_id = ${report.id}`
  const reportRow = await insert('reports', `id = ${report.id}`, {
    id: 'numbered.id',
    // No real number begins with 0; the factor spreads ids as the real numbering does.
    tracking_number: `'0' || lpad((numbered.id * 387420489 % 1000000000)::text, 9, '0')`,
    reporter_id: 'who.id',
    contact_id: 'contact.id',
  })
  return `with numbered as materialized (select nextval('report_ids') as id),
    who as (${await insert('reporters', `id = ${report.reporter_id}`, {})} returning id),
    contact as (${await insert('reporter_contacts', `reporter_id = ${report.reporter_id}`, {
      reporter_id: 'who.id',
      contact_hash: 'sha256(numbered.id::text::bytea)',
    })}, who returning id),
    event as (${await insert('report_events', ofReport, { report_id: 'numbered.id' })}),
    code as (${await insert('contact_codes', ofReport, { report_id: 'numbered.id' })}),
    deadline as (${await insert('deadlines', ofReport, { report_id: 'numbered.id' })}),
    job as (${await insert(`pgboss.${job.table_name}`, `id = '${job.id}'`, {
      id: 'gen_random_uuid()',
      name: `'${LIMIT_QUEUE}'`,
      data: `jsonb_build_object('report_id', numbered.id, 'seq', 1)`,
    })})
    ${reportRow}, who, contact`
}

/** The limit's jobs are nobody's work: the server's workers leave this queue alone. */
const LIMIT_QUEUE = 'bench_limit'

export async function makeLimitQueue(client: pg.ClientBase): Promise<void> {
  await client.query(
    `insert into pgboss.queue select (jsonb_populate_record(queue, '{"name": "${LIMIT_QUEUE}"}')).*
     from pgboss.queue where name = 'notify' on conflict do nothing`,
  )
}

/** Every column of a row that an insert may name, with its value; instants as an offset from now. */
async function literalColumns(
  client: pg.ClientBase,
  table: string,
  where: string,
  createdAt: string,
): Promise<Record<string, string>> {
  const { rows: columns } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
     order by attnum`,
    [table],
  )
  const values = columns.map(({ name, type }) =>
    type === 'timestamp with time zone'
      ? `extract(epoch from "${name}" - '${createdAt}')::text as "${name}"`
      : `"${name}"::text`,
  )
  const { rows } = await client.query<Record<string, string | null>>(
    `select ${values.join(', ')} from ${table} where ${where}`,
  )
  const [row] = rows
  if (row === undefined) throw new Error(`no row in ${table}`)
  return Object.fromEntries(
    columns.map(({ name, type }) => {
      const value = row[name] ?? null
      if (value === null) return [name, `null::${type}`]
      return [
        name,
        type === 'timestamp with time zone'
          ? `now() + make_interval(secs => ${value})`
          : `${quote(value)}::${type}`,
      ]
    }),
  )
}

/** pgbench takes a colon before a letter for one of its variables, also inside quotes. */
function quote(value: string): string {
  return `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3A')}'`
}
