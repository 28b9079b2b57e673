import { type Kysely, sql } from 'kysely'

/**
 * Why: history is added to, never changed. Published digests get the same trigger as events, and since the role that
 * serves requests cannot update events, a text is erased (UU 27/2022) by this one function, which can do nothing else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name;
    end $$;
    create trigger audit_digests_append_only before update or delete on audit_digests
      for each row execute function refuse_change();
    create trigger audit_digests_no_truncate before truncate on audit_digests
      for each statement execute function refuse_change();

    create function erase_event_text(wanted_report bigint, wanted_seq integer) returns void
      language sql security definer
      set search_path = pg_catalog, pg_temp
      set lapor.erasing = 'on'
      as $$
        update public.report_events set text = null, text_salt = null
        where report_id = wanted_report and seq = wanted_seq and text is not null
      $$;
    revoke execute on function erase_event_text(bigint, integer) from public;
  `.execute(db)
}
