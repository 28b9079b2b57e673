import { type RawBuilder, sql } from 'kysely'

/**
 * What is counted of the given reports, read from their history, their clocks and what stands of them now. One statement,
 * so that all of it is one state of each report.
 */
export function selectFacts(reports: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select r.id, (r.submitted_at at time zone institution.time_zone)::date, r.holder_id, r.institution_id, holder.path,
      r.class, r.oversight, r.category_id, r.channel, substring(r.area_code from 1 for 8), story.state, r.submitted_at,
      story.assigned_at, story.first_follow_up_at,
      case when story.state in ('answered', 'closed') then story.answered_at end,
      case when story.state = 'closed' then story.closed_at end,
      case when story.state = 'archived' then story.archived_at end,
      case when story.state = 'closed' then
        case story.closed_by when 'confirm' then 'reporter' when 'close_silent' then 'silence' else 'admin' end end,
      clock.verify_in_time, clock.follow_up_in_time, clock.solve_in_time,
      story.state in ('submitted', 'on_hold', 'assigned', 'in_progress', 'answered') and coalesce(clock.warned, false),
      story.state in ('submitted', 'on_hold', 'assigned', 'in_progress', 'answered') and coalesce(clock.overdue, false),
      story.returns, story.reopenings, r.rating,
      case when not r.secret then floor(r.latitude * 100)::int end,
      case when not r.secret then floor(r.longitude * 100)::int end,
      -- What was said before it was opened again judged another answer.
      case when story.state = 'closed' and survey.answered_at >= story.closed_at then survey.points end,
      r.reporter_id
    from reports r
    join institutions holder on holder.id = r.holder_id
    join institutions institution on institution.id = r.institution_id
    left join survey_answers survey on survey.report_id = r.id
    cross join lateral (
      select
        (array_agg(e.to_state order by e.seq desc))[1] as state,
        min(e.at) filter (where e.type = 'assign') as assigned_at,
        min(e.at) filter (where e.type = 'answer' or (e.type = 'follow_up' and e.visibility <> 'internal'))
          as first_follow_up_at,
        max(e.at) filter (where e.type = 'answer') as answered_at,
        max(e.at) filter (where e.to_state = 'closed' and e.from_state <> 'closed') as closed_at,
        (array_agg(e.type order by e.seq desc) filter (where e.to_state = 'closed' and e.from_state <> 'closed'))[1]
          as closed_by,
        max(e.at) filter (where e.to_state = 'archived' and e.from_state <> 'archived') as archived_at,
        count(*) filter (where e.type = 'return' and not e.data ? 'undone')::int as returns,
        count(*) filter (where e.type = 'dispute')::int as reopenings
      from report_events e where e.report_id = r.id
    ) story
    cross join lateral (
      select
        (array_agg(d.in_time order by d.id) filter (where d.kind = 'verify'))[1] as verify_in_time,
        (array_agg(d.in_time order by d.id) filter (where d.kind = 'first_follow_up'))[1] as follow_up_in_time,
        (array_agg(d.in_time order by d.id) filter (where d.kind = 'solve'))[1] as solve_in_time,
        bool_or(d.running and d.warned_at is not null and d.missed_at is null) as warned,
        bool_or(d.running and d.missed_at is not null) as overdue
      from (
        select id, kind, warned_at, missed_at, met_at is null and cancelled_at is null as running,
          case when met_at is not null then coalesce(met_at <= due_at, true) when missed_at is not null then false end
            as in_time
        from deadlines where deadlines.report_id = r.id and kind <> 'task'
          -- Missed stays missed though the report was archived since; a follow-up that another institution owed is not
          -- held against who has the report now.
          and (cancelled_at is null or missed_at is not null
            and (kind <> 'first_follow_up' or deadlines.institution_id = r.institution_id))
      ) d
    ) clock
    where r.submitted_at is not null and r.id in (${reports})
  `
}

/** Each time one of the given reports was given to a node, and each time a node handed it back, with who had given it. */
export function selectHandovers(reports: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select e.report_id, e.seq, date_trunc('month', e.at at time zone node.time_zone)::date,
      giver.institution_id, node.id, e.type = 'return'
    from report_events e
    join institutions node
      on node.id = case e.type when 'return' then (e.data ->> 'from_id')::int else e.target_id end
    left join lateral (
      select a.institution_id from report_events a
      where a.report_id = e.report_id and a.seq < e.seq and a.type = 'assign' and a.target_id = node.id
      order by a.seq desc limit 1
    ) giver on e.type = 'return'
    where e.report_id in (${reports}) and e.type in ('assign', 'return') and not e.data ? 'undone'
  `
}
