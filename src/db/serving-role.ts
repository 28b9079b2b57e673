import { sql } from 'kysely'
import { SetupError } from '../errors.ts'
import type { Db } from './connection.ts'
import { SERVING_ROLE, STAFF_ROLE } from './role-names.ts'
import { isolateStaff } from './staff-isolation.ts'

const BOTH = `${SERVING_ROLE}, ${STAFF_ROLE}`

/** The job queue's own schema. It keeps its tables itself, so the serving role owns it. */
const QUEUE_SCHEMA = 'pgboss'

/**
 * Make the serving role and give it what this version of the schema needs; for the owner of the tables, after migrating.
 * A table with a trigger named `…_append_only` can be read and added to, never changed, emptied or dropped.
 * @throws SetupError when the owner may not make roles, saying what a superuser has to run once
 */
export async function prepareServingRole(owner: Db): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    // Two processes that migrate at once must not grant at once: PostgreSQL refuses the second.
    await sql`select pg_advisory_xact_lock(hashtext('lapor serving role'))`.execute(tx)
    const { rows } = await sql<{ user: string }>`select current_user as user`.execute(tx)
    const user = rows[0]?.user ?? ''
    await makeRoles(tx, user)
    await grantTables(tx)
    await isolateStaff(tx)
    await giveQueueSchema(tx)
  })
}

async function makeRoles(tx: Db, user: string): Promise<void> {
  try {
    for (const role of [SERVING_ROLE, STAFF_ROLE]) {
      const { rows } = await sql`select from pg_roles where rolname = ${role}`.execute(tx)
      if (rows.length === 0) await run(tx, `create role ${role} nologin`)
    }
    const { rows: links } = await sql`
      select from pg_auth_members where roleid = ${STAFF_ROLE}::regrole and member = ${SERVING_ROLE}::regrole
    `.execute(tx)
    if (links.length === 0) await run(tx, `grant ${STAFF_ROLE} to ${SERVING_ROLE}`)
    const { rows: members } = await sql<{ may: boolean }>`
      select exists (select from pg_auth_members where roleid = ${SERVING_ROLE}::regrole and member = ${user}::regrole
        and coalesce((to_jsonb(pg_auth_members) ->> 'set_option')::boolean, true))
        or (select rolsuper from pg_roles where rolname = ${user}) as may
    `.execute(tx)
    if (members[0]?.may !== true) await run(tx, `grant ${SERVING_ROLE} to ${quote(user)}`)
  } catch (error) {
    if (!hasCode(error, '42501')) throw error
    throw new SetupError(
      `The database user ${user} may not make the role ${SERVING_ROLE}, as which requests are served. ` +
        `As a superuser run once:\n  CREATE ROLE ${SERVING_ROLE} NOLOGIN;\n  CREATE ROLE ${STAFF_ROLE} NOLOGIN;\n` +
        `  GRANT ${STAFF_ROLE} TO ${SERVING_ROLE};\n  GRANT ${SERVING_ROLE} TO ${quote(user)};\n` +
        'and start this again.',
    )
  }
}

async function grantTables(tx: Db): Promise<void> {
  const { rows } = await sql<{ name: string; kind: string; append_only: boolean }>`
    select quote_ident(c.relname) as name, c.relkind::text as kind,
      exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname like '%\\_append\\_only') as append_only
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and pg_get_userbyid(c.relowner) = current_user
    order by c.relname
  `.execute(tx)
  const grants = rows.map(({ name, kind, append_only }) => {
    if (kind === 'S') return `grant usage, select on sequence ${name} to ${BOTH}`
    if (name.startsWith('kysely_migration')) return `grant select on ${name} to ${BOTH}`
    const rights = append_only ? 'select, insert' : 'select, insert, update, delete'
    return `revoke all on ${name} from ${BOTH}; grant ${rights} on ${name} to ${BOTH}`
  })
  await run(
    tx,
    [
      `grant usage on schema public to ${BOTH}`,
      ...grants,
      `grant execute on function erase_event_text(bigint, integer) to ${SERVING_ROLE}`,
    ].join(';\n'),
  )
}

/** Also of a queue that an earlier version made as the owner. */
async function giveQueueSchema(tx: Db): Promise<void> {
  await run(
    tx,
    `
    do $$
    declare thing record;
    begin
      if not exists (select from pg_namespace where nspname = '${QUEUE_SCHEMA}') then
        create schema ${QUEUE_SCHEMA} authorization ${SERVING_ROLE};
      elsif (select pg_get_userbyid(nspowner) <> '${SERVING_ROLE}' from pg_namespace where nspname = '${QUEUE_SCHEMA}') then
        alter schema ${QUEUE_SCHEMA} owner to ${SERVING_ROLE};
        for thing in select oid::regclass as name from pg_class
          where relnamespace = '${QUEUE_SCHEMA}'::regnamespace and relkind in ('r', 'p', 'v') loop
          execute format('alter table %s owner to ${SERVING_ROLE}', thing.name);
        end loop;
        for thing in select oid::regprocedure as name from pg_proc where pronamespace = '${QUEUE_SCHEMA}'::regnamespace loop
          execute format('alter function %s owner to ${SERVING_ROLE}', thing.name);
        end loop;
        for thing in select oid::regtype as name from pg_type
          where typnamespace = '${QUEUE_SCHEMA}'::regnamespace and typtype = 'e' loop
          execute format('alter type %s owner to ${SERVING_ROLE}', thing.name);
        end loop;
      end if;
      -- A request of staff enqueues too: who is told of an invitation, for one.
      grant usage on schema ${QUEUE_SCHEMA} to ${STAFF_ROLE};
      grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${STAFF_ROLE};
      alter default privileges for role ${SERVING_ROLE} in schema ${QUEUE_SCHEMA}
        grant select, insert, update, delete on tables to ${STAFF_ROLE};
    end $$`,
  )
}

function run(db: Db, text: string) {
  return sql.raw(text).execute(db)
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
