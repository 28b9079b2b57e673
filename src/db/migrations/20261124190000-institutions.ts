import { type Kysely, sql } from 'kysely'

/** Why: the registry (regions, the tree of institutions and units, categories, calendar, rules) is rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create extension if not exists pg_trgm;

    create table areas (
      code text primary key,
      level text not null check (level in ('province', 'regency', 'district', 'village')),
      name text not null,
      parent_code text,
      full_name text not null,
      search_name text not null,
      words tsvector not null
    );
    create index areas_by_parent on areas (parent_code);
    create index areas_by_search_name on areas (level, search_name text_pattern_ops);
    create index areas_by_words on areas using gin (words);

    create table area_words (
      word text collate "C" primary key
    );
    create index area_words_alike on area_words using gist (word gist_trgm_ops (siglen = 64));

    create table institutions (
      id integer generated always as identity primary key,
      code text not null unique,
      kind text not null,
      name text not null,
      short_name text not null,
      aliases text[] not null default '{}',
      functions text[] not null default '{}',
      duties text,
      parent_id integer references institutions (id),
      institution_id integer references institutions (id),
      path integer[] not null,
      area_code text references areas (code),
      time_zone text not null default 'Asia/Jakarta',
      coordinator_id integer references institutions (id),
      active boolean not null default true,
      search_name text not null,
      seeded_hash text,
      edited_at timestamptz
    );
    create index institutions_by_parent on institutions (parent_id);
    create index institutions_by_institution on institutions (institution_id);
    create index institutions_by_area on institutions (area_code);
    create index institutions_by_path on institutions using gin (path);
    create index institutions_by_search_name on institutions using gin (search_name gin_trgm_ops);

    create table categories (
      id integer generated always as identity primary key,
      code text not null unique,
      parent_id integer references categories (id),
      name_id text not null,
      name_en text not null,
      default_level text not null check (default_level in ('national', 'province', 'regency')),
      default_handler text,
      oversight boolean not null default false,
      active boolean not null default true,
      position integer not null default 0,
      seeded_hash text,
      edited_at timestamptz
    );

    create table holidays (
      id integer generated always as identity primary key,
      date date not null,
      area_code text references areas (code),
      name text not null,
      kind text not null check (kind in ('holiday', 'joint_leave')),
      removed boolean not null default false,
      edited_at timestamptz
    );
    create unique index holidays_once on holidays (date, coalesce(area_code, ''));

    create table deadline_rules (
      id integer generated always as identity primary key,
      kind text not null check (kind in ('identity', 'verify', 'first_follow_up', 'solve', 'reporter_reply', 'completion')),
      class text check (class in ('complaint', 'aspiration', 'information_request')),
      oversight boolean,
      institution_id integer references institutions (id),
      amount integer not null check (amount between 1 and 366),
      calendar text not null check (calendar in ('working', 'calendar')),
      valid_from date not null,
      valid_until date,
      source text not null,
      edited_at timestamptz
    );
    create unique index deadline_rules_once on deadline_rules
      (kind, coalesce(class, ''), coalesce(oversight::text, ''), coalesce(institution_id, 0), valid_from);

    create table seed_state (
      part text primary key,
      source_hash text not null,
      seeded_at timestamptz not null
    );
  `.execute(db)
}
