/** The tables that are loaded, with the columns in the order of the made rows. */
export const COLUMNS = {
  reporters: `id, name_sealed, nik_sealed, confirmed_at, created_at`,
  reporter_contacts: `id, reporter_id, kind, contact_hash, contact_sealed, is_primary, confirmed_at, created_at`,
  reports: `id, tracking_number, state, class, oversight, title, body, public_title, public_body, area_code,
    location_text, latitude, longitude, category_id, reporter_id, contact_id, anonymous, secret, channel, name_sealed, holder_id,
    institution_id, due_at, due_kind, warn_at, held_from, created_at, submitted_at, verified_at, published_at,
    first_follow_up_at, answered_at, answered_by_id, closed_at, close_kind, archived_at, archive_reason, rating,
    reopen_count, return_count, version, event_count, last_event_hash, updated_at`,
  report_events: `report_id, seq, at, type, from_state, to_state, actor_kind, actor_id, institution_id, target_id,
    channel, visibility, text, text_salt, text_hash, data, prev_hash, hash`,
  assignments: `id, report_id, role, from_id, to_id, institution_id, assigned_at, ended_at, outcome, task, done_text,
    left_institution`,
  deadlines: `id, report_id, kind, rule_id, institution_id, started_at, due_at, met_at, cancelled_at, warn_at,
    escalate_at, warned_at, missed_at, escalated_at, next_check_at, pauses, missed_by_id`,
  contact_codes: `report_id, sent_at, expires_at`,
  report_words: `report_id, created_at, words`,
} as const

export type LoadedTable = keyof typeof COLUMNS

export const LOADED_TABLES = Object.keys(COLUMNS) as readonly LoadedTable[]
