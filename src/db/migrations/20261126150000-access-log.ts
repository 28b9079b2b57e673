import { type Kysely, sql } from 'kysely'

/**
 * Why: each reading of a reporter's name or contact by staff is kept in a log that cannot be changed. A chain for each
 * report: one chain for all would make every reader wait for every other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table access_log (
      report_id bigint not null references reports (id),
      seq integer not null,
      at timestamptz not null,
      account_id integer not null references staff_accounts (id),
      channel text not null,
      prev_hash bytea not null,
      hash bytea not null,
      primary key (report_id, seq)
    );
    create index access_log_by_time on access_log (at);
    create index access_log_of_account on access_log (account_id, at);
    create trigger access_log_append_only before update or delete on access_log
      for each row execute function refuse_change();
    create trigger access_log_no_truncate before truncate on access_log
      for each statement execute function refuse_change();

    alter table audit_digests add column reads integer not null default 0;
  `.execute(db)
}
