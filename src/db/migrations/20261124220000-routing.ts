import { type Kysely, sql } from 'kysely'

/**
 * Why: automatic routing. Proposals with their reasons, the models they come from, the rules of competence that admins
 * edit, and the telling words of each report, by which reports of the same incident are found; in a table of their own,
 * so that submitting does not wait for them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table routing_models (
      id integer generated always as identity primary key,
      version text not null,
      trained_at timestamptz not null,
      examples integer not null,
      figures jsonb not null,
      block bytea not null
    );

    create table competence_rules (
      id integer generated always as identity primary key,
      categories text[] not null,
      words text[] not null,
      except_words text[] not null,
      area_prefix text,
      handler_level text not null check (handler_level in ('national', 'province', 'regency')),
      handler_name text not null,
      priority integer not null,
      strength real not null check (strength > 0 and strength <= 1),
      enabled boolean not null default false,
      note text not null,
      edited_at timestamptz
    );

    create table proposals (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id),
      model_version text not null,
      inputs_hash bytea not null,
      handlers jsonb not null,
      class text not null,
      category_code text,
      oversight boolean not null,
      place jsonb not null,
      urgency jsonb not null,
      abstain boolean not null,
      created_at timestamptz not null
    );
    create index proposals_by_report on proposals (report_id, id desc);

    create table report_words (
      report_id bigint primary key references reports (id),
      created_at timestamptz not null,
      words text[] not null
    );
    create index report_words_by_word on report_words using gin (words);
  `.execute(db)
}
