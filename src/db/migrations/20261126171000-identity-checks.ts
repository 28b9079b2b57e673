import { type Kysely, sql } from 'kysely'

/**
 * Why: some reports need an identity that the population registry has confirmed. What still lacks an identity waits,
 * and nothing is lost when the registry is down.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table identity_rules drop constraint identity_rules_step_check;
    alter table identity_rules add constraint identity_rules_step_check
      check (step in ('contact', 'stated', 'verified'));

    -- When the registry said that name and NIK belong together.
    alter table reporters add column verified_at timestamptz;

    create table identity_waits (
      report_id bigint primary key references reports (id),
      reporter_id bigint not null references reporters (id),
      -- statement: name and NIK are to be written; answer: the registry is asked; correction: it says that they differ.
      lacks text not null check (lacks in ('statement', 'answer', 'correction')),
      since timestamptz not null,
      attempts integer not null default 0,
      next_try_at timestamptz,
      -- Why the registry gave no answer, for the operator; never what was asked.
      last_problem text,
      check ((lacks = 'answer') = (next_try_at is not null))
    );
    create index identity_waits_of_reporter on identity_waits (reporter_id);
    create index identity_waits_due on identity_waits (next_try_at) where next_try_at is not null;
  `.execute(db)
}
