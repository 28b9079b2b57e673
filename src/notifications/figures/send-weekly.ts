import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import { formatDate, formatNumber, type Translate, translator } from '../../i18n/index.ts'
import { type Sealer, type Staff, staffOfAccount } from '../../identity/index.ts'
import { mondayOf, readWeek, todayIn, type WeekFigures } from '../../statistics/index.ts'
import { newMessage } from '../new-message.ts'
import { readOff } from '../notification-table.ts'
import { stopLink, UNASKED } from './choose-mails.ts'

interface FigureMailDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly baseUrl: string
}

/** So many silent units are named; the rest stands behind the link. */
const NAMED = 5
/** What of the open reports needs somebody. */
const WAITING = ['unverified', 'warned', 'overdue', 'disputed_open', 'returned_open'] as const

/**
 * The week's mail for those who lead an institution, and whoever asked for it: what needs them, and the last week beside
 * the one before. Each person once a week, from Monday on, however often and on how many workers it runs; nothing where
 * nothing waits and nothing happened.
 */
export async function sendWeeklyFigures(deps: FigureMailDeps): Promise<void> {
  if ((await readOff(deps.db, 'weekly_figures')).has('subscriber email')) return
  const now = deps.clock.now()
  const accounts = await deps.db
    .selectFrom('staff_accounts as account')
    .leftJoin('figure_mail_choices as choice', (join) =>
      join.onRef('choice.account_id', '=', 'account.id').on('choice.kind', '=', 'weekly'),
    )
    .select('account.id')
    .where('account.active', '=', true)
    .where('account.service', '=', false)
    .where(sql<boolean>`coalesce(choice.wanted, account.role = any(${[...UNASKED]}::text[]))`)
    .orderBy('account.id')
    .execute()
  // Colleagues of one place read the same.
  const figures = new Map<number, Promise<WeekFigures>>()
  for (const { id } of accounts) {
    const staff = await staffOfAccount(deps.db, id)
    if (staff === null) continue
    const week = mondayOf(todayIn(staff.timeZone, now))
    if (await wasSent(deps.db, id, week)) continue
    const node = nodeOf(staff)
    const read = figures.get(node) ?? readWeek(deps.db, { id: node, timeZone: staff.timeZone }, now)
    figures.set(node, read)
    await sendOne(deps, staff, week, await read)
  }
}

/** The institution for its admins, the unit for its officers: what their page of monitoring shows. */
function nodeOf(staff: Staff): number {
  return staff.role === 'unit_officer' || staff.role === 'observer' ? staff.nodeId : staff.institutionId
}

async function wasSent(db: Db, accountId: number, week: string): Promise<boolean> {
  const row = await db
    .selectFrom('weekly_mails')
    .select('week')
    .where('account_id', '=', accountId)
    .where('week', '=', week)
    .executeTakeFirst()
  return row !== undefined
}

async function sendOne(
  deps: FigureMailDeps,
  staff: Staff,
  week: string,
  figures: WeekFigures,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const noted = await tx
      .insertInto('weekly_mails')
      .values({ account_id: staff.accountId, week })
      .onConflict((conflict) => conflict.doNothing())
      .returning('week')
      .executeTakeFirst()
    if (noted === undefined || isEmpty(figures)) return
    await tx
      .insertInto('notifications')
      .values(
        newMessage(deps, {
          report_id: null,
          recipient_kind: 'staff',
          account_id: staff.accountId,
          channel: 'email',
          address_sealed: deps.sealer.seal(staff.email),
          ...composeWeekly(translator('id'), deps, staff, figures),
        }),
      )
      .execute()
  })
}

function isEmpty({ open, week, before }: WeekFigures): boolean {
  const flow = [week, before].flatMap(({ received, answered, closed }) => [received, answered, closed])
  return (open?.open ?? 0) === 0 && flow.every((count) => count === 0)
}

function composeWeekly(t: Translate, deps: FigureMailDeps, staff: Staff, figures: WeekFigures) {
  const { open, silent, week, before } = figures
  const number = (value: number) => formatNumber(value, 'id')
  const waiting = WAITING.filter((name) => (open?.[name] ?? 0) > 0).map((name) =>
    t('figure_mail.line', { name: t(`figure.${name}`), count: number(open?.[name] ?? 0) }),
  )
  if (silent.length > 0)
    waiting.push(
      t('figure_mail.silent', {
        count: silent.length,
        names: silent
          .slice(0, NAMED)
          .map(({ short_name }) => short_name)
          .join(', '),
      }),
    )
  const moved = (['received', 'answered', 'closed'] as const).map((name) =>
    t(`figure_mail.flow.${name}`, { now: number(week[name]), before: number(before[name]) }),
  )
  const values = {
    name: staff.name,
    institution: staff.nodeName,
    overdue: open?.overdue ?? 0,
    unverified: open?.unverified ?? 0,
    waiting: waiting.length === 0 ? t('figure_mail.nothing') : waiting.join('\n'),
    from: formatDate(figures.from, 'id'),
    until: formatDate(figures.until, 'id'),
    moved: moved.join('\n'),
    link: `${deps.baseUrl}/petugas/pemantauan`,
    stop: stopLink(deps, 'weekly', staff.accountId),
  }
  return {
    subject: t('notify.staff.weekly_figures.subject', values),
    body: t('notify.staff.weekly_figures.body', values),
  }
}
