import { type Kysely, sql } from 'kysely'

/**
 * Why: what is withdrawn, made anonymous or secret, deleted, or masked once more must leave the files of open data soon,
 * whoever changed it. The one who makes the files takes the rows away.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table open_data_outdated (
      id bigint generated always as identity primary key,
      report bigint not null
    );
    create function note_outdated_open_data() returns trigger language plpgsql as $$
    begin
      insert into open_data_outdated (report) values (old.id);
      return null;
    end $$;
    create trigger reports_outdate_open_data after update on reports for each row
      when (old.published_at is not null and not old.secret and not old.anonymous and old.anonymised_at is null
        and (new.published_at is null or new.secret or new.anonymous or new.anonymised_at is not null
          or new.public_title is distinct from old.public_title or new.public_body is distinct from old.public_body))
      execute function note_outdated_open_data();
    create trigger reports_deleted_outdate_open_data after delete on reports for each row
      when (old.published_at is not null and not old.secret and not old.anonymous and old.anonymised_at is null)
      execute function note_outdated_open_data();
  `.execute(db)
}
