import { type Kysely, sql } from 'kysely'

/** Why: the current state stands in `reports`, its whole history in `report_events`, both changed in one transaction. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create sequence report_ids as bigint;

    create table secrets (name text primary key, value bytea not null);

    create table reports (
      id bigint primary key,
      tracking_number text not null unique,
      state text not null check (state in
        ('awaiting_identity', 'submitted', 'on_hold', 'assigned', 'in_progress', 'answered', 'closed', 'archived')),
      class text not null check (class in ('complaint', 'aspiration', 'information_request')),
      oversight boolean not null default false,
      title text not null,
      body text not null,
      public_title text,
      public_body text,
      occurred_on date,
      area_code text references areas (code),
      location_text text,
      latitude double precision check (latitude between -90 and 90),
      longitude double precision check (longitude between -180 and 180),
      category_id integer references categories (id),
      suggested_institution_id integer references institutions (id),
      reporter_id bigint not null references reporters (id),
      anonymous boolean not null default false,
      secret boolean not null default false,
      channel text not null,
      language text not null default 'id',
      name_sealed bytea not null,
      nik_sealed bytea,
      holder_id integer not null references institutions (id),
      institution_id integer not null references institutions (id),
      due_at timestamptz,
      due_kind text,
      held_from text,
      created_at timestamptz not null,
      submitted_at timestamptz,
      verified_at timestamptz,
      published_at timestamptz,
      first_follow_up_at timestamptz,
      answered_at timestamptz,
      answered_by_id integer references institutions (id),
      closed_at timestamptz,
      close_kind text check (close_kind in ('reporter', 'silence', 'admin')),
      archived_at timestamptz,
      archive_reason text,
      rating smallint check (rating between 1 and 5),
      rating_text text,
      reopen_count integer not null default 0,
      return_count integer not null default 0,
      version integer not null default 1,
      event_count integer not null default 1,
      last_event_hash bytea not null,
      updated_at timestamptz not null,
      support_count integer not null default 0,
      search tsvector generated always as (
        setweight(to_tsvector('indonesian', coalesce(public_title, '')), 'A') ||
        setweight(to_tsvector('indonesian', coalesce(public_body, '')), 'B') ||
        setweight(to_tsvector('indonesian', coalesce(location_text, '')), 'C')
      ) stored
    );
    create index reports_of_holder on reports (holder_id, state, due_at);
    create index reports_of_institution on reports (institution_id, state, due_at);
    create index reports_by_state on reports (state, due_at);
    create index reports_due on reports (due_at) where due_at is not null;
    create index reports_public on reports (published_at desc, id desc) where published_at is not null and not secret;
    create index reports_by_search on reports using gin (search) where published_at is not null and not secret;
    create index reports_by_reporter on reports (reporter_id);
    create index reports_by_area on reports (area_code text_pattern_ops, published_at desc)
      where published_at is not null and not secret;
    create index reports_by_category on reports (category_id, published_at desc)
      where published_at is not null and not secret;
    create index reports_created on reports (created_at);

    create table report_events (
      report_id bigint not null references reports (id),
      seq integer not null,
      at timestamptz not null,
      type text not null,
      from_state text,
      to_state text not null,
      actor_kind text not null check (actor_kind in ('reporter', 'staff', 'system')),
      actor_id integer references staff_accounts (id),
      institution_id integer references institutions (id),
      target_id integer references institutions (id),
      channel text not null,
      visibility text not null check (visibility in ('public', 'participants', 'internal')),
      text text,
      text_salt bytea,
      text_hash text,
      data jsonb not null default '{}',
      prev_hash bytea not null,
      hash bytea not null,
      primary key (report_id, seq)
    );
    create index report_events_by_time on report_events (at);
    create index report_events_by_institution on report_events (institution_id, at) where institution_id is not null;

    create function refuse_history_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and current_setting('lapor.erasing', true) = 'on'
         and new.text is null and new.text_salt is null
         and (new.report_id, new.seq, new.at, new.type, new.hash, new.prev_hash, new.data)
           = (old.report_id, old.seq, old.at, old.type, old.hash, old.prev_hash, old.data) and new.text_hash = old.text_hash then
        return new;
      end if;
      raise exception 'report_events is append-only';
    end $$;
    create trigger report_events_append_only before update or delete on report_events
      for each row execute function refuse_history_change();
    create trigger report_events_no_truncate before truncate on report_events
      for each statement execute function refuse_history_change();

    create table assignments (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id),
      role text not null default 'lead' check (role in ('lead', 'supporting')),
      from_id integer references institutions (id),
      to_id integer not null references institutions (id),
      institution_id integer not null references institutions (id),
      assigned_at timestamptz not null,
      ended_at timestamptz,
      outcome text check (outcome in ('reassigned', 'returned', 'escalated', 'ended'))
    );
    create index assignments_of_report on assignments (report_id);
    create unique index assignments_one_lead on assignments (report_id) where role = 'lead' and ended_at is null;
    create index assignments_of_unit on assignments (to_id, report_id);
    create index assignments_of_institution on assignments (institution_id, report_id);

    create table deadlines (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id),
      kind text not null,
      rule_id integer references deadline_rules (id),
      institution_id integer references institutions (id),
      started_at timestamptz not null,
      due_at timestamptz,
      met_at timestamptz,
      cancelled_at timestamptz,
      pauses jsonb not null default '[]'
    );
    create index deadlines_of_report on deadlines (report_id);

    create table contact_codes (
      report_id bigint primary key references reports (id),
      sent_at timestamptz not null,
      expires_at timestamptz not null,
      tries integer not null default 0
    );

    create table attachments (
      id uuid primary key,
      report_id bigint references reports (id),
      event_seq integer,
      draft_id uuid,
      visibility text not null default 'participants' check (visibility in ('public', 'participants', 'internal')),
      kind text not null check (kind in ('image', 'document', 'video', 'audio')),
      mime text not null,
      original_name text not null,
      bytes integer not null,
      sha256 bytea not null,
      width integer,
      height integer,
      created_at timestamptz not null
    );
    create index attachments_of_report on attachments (report_id);
    create index attachments_of_draft on attachments (draft_id) where draft_id is not null;

    create table drafts (
      id uuid primary key,
      fields jsonb not null,
      updated_at timestamptz not null
    );

    create table submission_keys (
      key text primary key,
      request_hash bytea not null,
      report_id bigint not null references reports (id),
      created_at timestamptz not null
    );
  `.execute(db)
}
