import { type Kysely, sql } from 'kysely'

/**
 * Why: data keys are exchanged while the service runs, so a new one is known to every process before it is used; and
 * the identity of an anonymous reporter is opened by two people only, for a time, with a log that cannot be changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table data_keys add column active_from timestamptz;
    update data_keys set active_from = created_at;
    alter table data_keys alter column active_from set not null;

    -- Custodians decide on requests to open an identity; never on their own.
    alter table staff_accounts add column custodian boolean not null default false;

    create table unseal_requests (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id),
      requested_by integer not null references staff_accounts (id),
      reason text not null,
      requested_at timestamptz not null,
      decided_by integer references staff_accounts (id),
      decided_at timestamptz,
      decision text check (decision in ('approved', 'refused')),
      decision_reason text,
      expires_at timestamptz,
      told_at timestamptz,
      check (decided_by is distinct from requested_by),
      check ((decision is null) = (decided_by is null))
    );
    create index unseal_requests_of_report on unseal_requests (report_id);
    create unique index unseal_requests_one_open on unseal_requests (report_id, requested_by) where decision is null;
    create index unseal_requests_waiting on unseal_requests (requested_at) where decision is null;
    create index unseal_requests_to_tell on unseal_requests (expires_at) where decision = 'approved' and told_at is null;

    create table unseal_log (
      id bigint generated always as identity primary key,
      request_id bigint not null references unseal_requests (id),
      at timestamptz not null,
      account_id integer references staff_accounts (id),
      action text not null check (action in ('requested', 'approved', 'refused', 'read', 'told')),
      prev_hash bytea not null,
      hash bytea not null
    );
    create index unseal_log_of_request on unseal_log (request_id);
    create trigger unseal_log_append_only before update or delete on unseal_log
      for each row execute function refuse_change();
    create trigger unseal_log_no_truncate before truncate on unseal_log
      for each statement execute function refuse_change();
  `.execute(db)
}
