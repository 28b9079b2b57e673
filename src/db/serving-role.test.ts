import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestContext } from '../../test/support/context.ts'
import { createTestDatabase, runOnServer } from '../../test/support/database.ts'
import { SetupError } from '../errors.ts'
import { openDatabase, prepareServingRole, SERVING_ROLE } from './index.ts'

const REFUSED = 'permission denied for table report_events'

test('the role that serves cannot change, remove or empty history, not even with the switch for erasing', async () => {
  await using lapor = await createTestContext()
  const { db } = lapor.context
  const { id } = await lapor.report()
  await expect(
    db.updateTable('report_events').set({ text: null }).where('report_id', '=', id).execute(),
  ).rejects.toThrow(REFUSED)
  await expect(db.deleteFrom('report_events').execute()).rejects.toThrow(REFUSED)
  await expect(sql`truncate report_events`.execute(db)).rejects.toThrow(REFUSED)
  await expect(
    db.transaction().execute(async (tx) => {
      await sql`set local lapor.erasing = 'on'`.execute(tx)
      await tx.updateTable('report_events').set({ text: null, text_salt: null }).execute()
    }),
  ).rejects.toThrow(REFUSED)
  await expect(sql`alter table report_events disable trigger all`.execute(db)).rejects.toThrow(
    'must be owner',
  )
  await expect(sql`drop table report_events`.execute(db)).rejects.toThrow('must be owner')
})

test('published digests cannot be changed either, by nobody', async () => {
  await using lapor = await createTestContext()
  const row = { day: '2026-11-09', events: 0, hash: Buffer.alloc(32), made_at: lapor.clock.now() }
  await lapor.context.db.insertInto('audit_digests').values(row).execute()
  await expect(lapor.context.db.deleteFrom('audit_digests').execute()).rejects.toThrow('permission denied')
  await expect(lapor.owner.deleteFrom('audit_digests').execute()).rejects.toThrow('append-only')
})

test('every table that is not history can be written, and the queue is the serving role’s own', async () => {
  await using database = await createTestDatabase()
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class c
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'
      and not (has_table_privilege(${SERVING_ROLE}, c.oid, 'select') and has_table_privilege(${SERVING_ROLE}, c.oid, 'insert')
        and has_table_privilege(${SERVING_ROLE}, c.oid, 'update') and has_table_privilege(${SERVING_ROLE}, c.oid, 'delete'))
    order by 1
  `.execute(database.db)
  const appendOnly = await sql<{ name: string }>`
    select distinct tgrelid::regclass::text as name from pg_trigger where tgname like '%\\_append\\_only' order by 1
  `.execute(database.db)
  expect(rows).toEqual(appendOnly.rows)
  const queue = await sql<{ owner: string }>`
    select distinct pg_get_userbyid(relowner) as owner from pg_class where relnamespace = 'pgboss'::regnamespace
  `.execute(database.db)
  expect(queue.rows).toEqual([{ owner: SERVING_ROLE }])
})

test('an owner who may not make roles is told what a superuser has to run; after that it works', async () => {
  await using database = await createTestDatabase()
  const login = `lapor_test_${randomBytes(6).toString('hex')}`
  await runOnServer(database.url, `create role ${login} login password 'rahasia' noinherit`)
  try {
    const url = database.url.replace(/\/\/[^@]*@/, `//${login}:rahasia@`)
    const plain = openDatabase(url)
    await expect(prepareServingRole(plain.db)).rejects.toThrow(SetupError)
    await expect(prepareServingRole(plain.db)).rejects.toThrow(`GRANT ${SERVING_ROLE} TO "${login}"`)
    await plain.close()

    const serving = openDatabase(url, { role: SERVING_ROLE })
    await expect(sql`select 1`.execute(serving.db)).rejects.toThrow('run npx lapor migrate first')
    await runOnServer(database.url, `grant ${SERVING_ROLE} to ${login}`)
    const { rows } = await sql`select session_user as login, current_user as role`.execute(serving.db)
    expect(rows).toEqual([{ login, role: SERVING_ROLE }])
    await serving.close()
  } finally {
    await runOnServer(database.url, `drop role ${login}`)
  }
})
