import type { Clock } from '../clock.ts'
import { type ChannelName, type Db, keptQuery, type NewNotification } from '../db/index.ts'
import { translator } from '../i18n/index.ts'
import { contactHash, type Sealer } from '../identity/index.ts'
import { asksSurvey, type ReportRecord, readReport } from '../reports/index.ts'
import { composeForReporter, composeForStaff, followLink, type Message } from './compose.ts'
import { messageChannel } from './contact-message.ts'
import { readOff } from './notification-table.ts'
import { hasSubscription } from './push/subscriptions.ts'
import { afterQuietHours } from './quiet-hours.ts'
import { RECIPIENTS, type Recipient } from './recipients.ts'

export interface NotifyDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly baseUrl: string
}

/**
 * Tell those concerned of one event: write their messages into the outbox and enqueue their delivery in one
 * transaction. Run twice it makes nothing new.
 */
export async function notifyOfEvent(
  deps: NotifyDeps,
  event: { report_id: number; seq: number },
): Promise<void> {
  const heard = await whoHears(deps.db, event)
  if (heard === null) return
  const record = await readReport(deps.db, heard.trackingNumber)
  const happened = record?.events.find((candidate) => candidate.seq === event.seq)
  if (record === null || happened === undefined) return
  const { told, off } = heard
  const messages: NewNotification[] = []
  if (told.includes('reporter') && !wasAnsweredThere(happened) && !(await wantsNoNews(deps, record))) {
    const message = composeForReporter(deps, record, happened, {
      asksSurvey: CLOSING.has(happened.type) && (await asksSurvey(deps.db, record.report.id)),
    })
    if (message !== null) {
      const written = toReporter(deps, record, event.seq, message)
      messages.push(...written.filter(({ channel }) => message.isCode || !off.has(`reporter ${channel}`)))
    }
  }
  if (told.includes('reporter') && !wasAnsweredThere(happened) && !off.has('reporter push')) {
    messages.push(...(await toPhone(deps, record, happened)))
  }
  const staff = told.filter((recipient) => recipient !== 'reporter' && !off.has(`${recipient} email`))
  if (staff.length > 0) {
    messages.push(...(await toStaff(deps, record, happened, staff, composeForStaff(deps, record, happened))))
  }
  await enqueueMessages(deps, messages)
}

/** Who is told of an event, and what of it is switched off; null where nobody can be, which need not be read whole. */
async function whoHears(
  db: Db,
  { report_id, seq }: { readonly report_id: number; readonly seq: number },
): Promise<{ trackingNumber: string; told: readonly Recipient[]; off: ReadonlySet<string> } | null> {
  const [happened] = await readHappened(db, { report_id, seq })
  if (happened === undefined) return null
  const { type, visibility, channel, tracking_number: trackingNumber } = happened
  const isNote = visibility === 'internal' && NOTES.has(type)
  const told = (isNote ? [] : (RECIPIENTS[type] ?? []))
    // Who told it to another system is told by that system.
    .filter((recipient) => recipient !== 'reporter' || channel !== 'exchange')
  return told.length === 0 ? null : { trackingNumber, told, off: await readOff(db, type) }
}

const readHappened = keptQuery((db, { report_id, seq }: { report_id: number; seq: number }) =>
  db
    .selectFrom('report_events as event')
    .innerJoin('reports as report', 'report.id', 'event.report_id')
    .select(['event.type', 'event.visibility', 'report.tracking_number', 'report.channel'])
    .where('event.report_id', '=', report_id)
    .where('event.seq', '=', seq),
)

/** What ends a report after an answer; the reporter's own word is answered where they said it. */
const CLOSING: ReadonlySet<string> = new Set(['close', 'close_silent'])

/** Channels on which what a reporter does is answered in the same conversation. */
const CONVERSATIONS: ReadonlySet<string> = new Set<ChannelName>(['sms', 'x', 'whatsapp', 'telegram', 'email'])

/** Never two messages for one event. */
function wasAnsweredThere({ actor_kind, channel }: ReportRecord['events'][number]): boolean {
  return actor_kind === 'reporter' && channel !== null && CONVERSATIONS.has(channel)
}

/** Whoever wrote STOP on the channel gets no news there; a code that they ask for themselves is none. */
async function wantsNoNews({ db, sealer }: NotifyDeps, { report, contact }: ReportRecord): Promise<boolean> {
  if (contact === null || report.submitted_at === null) return false
  const channel = messageChannel(contact.kind)
  const hash = contactHash(sealer, { kind: contact.kind, value: sealer.open(contact.contact_sealed) })
  return (await readStopped(db, { channel, hash })).length > 0
}

const readStopped = keptQuery((db, { channel, hash }: { channel: ChannelName; hash: Buffer }) =>
  db
    .selectFrom('conversations')
    .select('stopped_at')
    .where('channel', '=', channel)
    .where('address_hash', '=', hash)
    .where('stopped_at', 'is not', null)
    .limit(1),
)

/** What handlers write for each other leaves the house for nobody. */
const NOTES: ReadonlySet<string> = new Set(['follow_up', 'task_follow_up'])

/** Send the report's present code again; every sending is a message of its own. */
export async function sendCode(deps: NotifyDeps, reportId: number): Promise<void> {
  const record = await readRecord(deps.db, reportId)
  const submitted = record?.events[0]
  if (record === null || submitted === undefined) return
  const message = composeForReporter(deps, record, submitted)
  if (message === null) return
  await enqueueMessages(deps, toReporter(deps, record, null, message))
}

async function enqueueMessages(deps: NotifyDeps, messages: readonly NewNotification[]): Promise<void> {
  if (messages.length === 0) return
  await deps.db
    .insertInto('notifications')
    .values([...messages])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function readRecord(db: Db, reportId: number): Promise<ReportRecord | null> {
  const row = await db
    .selectFrom('reports')
    .select('tracking_number')
    .where('id', '=', reportId)
    .executeTakeFirst()
  return row === undefined ? null : readReport(db, row.tracking_number)
}

/** Nobody, when the reporter took their last contact back, or is at home elsewhere. */
function toReporter(
  deps: NotifyDeps,
  { report, contact, institution }: ReportRecord,
  seq: number | null,
  message: Message,
): NewNotification[] {
  // Who told it to another system is told by that system.
  if (contact === null || report.channel === 'exchange') return []
  const now = deps.clock.now()
  return [
    {
      report_id: report.id,
      event_seq: seq,
      recipient_kind: 'reporter',
      reporter_id: report.reporter_id,
      account_id: null,
      channel: messageChannel(contact.kind),
      address_sealed: contact.contact_sealed,
      ...seal(deps, message),
      next_try_at:
        message.isCode || contact.kind === 'email' ? now : afterQuietHours(now, institution.time_zone),
    },
  ]
}

/** To the browsers whose owner allowed it. What a lock screen shows says that there is news, not what it is. */
async function toPhone(
  deps: NotifyDeps,
  record: ReportRecord,
  event: ReportRecord['events'][number],
): Promise<NewNotification[]> {
  const { report, institution } = record
  if (!(await hasSubscription(deps.db, report.id))) return []
  const message = composeForReporter(deps, record, event)
  if (message === null || message.isCode) return []
  const t = translator(report.language === 'en' ? 'en' : 'id')
  const told = { ...message, body: t('push.open'), link: followLink(deps, record), choices: [] }
  return [
    {
      report_id: report.id,
      event_seq: event.seq,
      recipient_kind: 'reporter',
      reporter_id: report.reporter_id,
      account_id: null,
      channel: 'push',
      address_sealed: deps.sealer.seal(report.tracking_number),
      ...seal(deps, told),
      next_try_at: afterQuietHours(deps.clock.now(), institution.time_zone),
    },
  ]
}

/** Each person once, whatever they are in several ways. */
async function toStaff(
  deps: NotifyDeps,
  record: ReportRecord,
  event: ReportRecord['events'][number],
  recipients: readonly Recipient[],
  message: Message,
): Promise<NewNotification[]> {
  const { holder_id, institution_id } = record.report
  const accounts = await deps.db
    .selectFrom('staff_accounts')
    .select(['id', 'email'])
    .where('active', '=', true)
    .where('role', '!=', 'observer')
    // Who wants one message a day hears of this then; a missed deadline cannot wait.
    .where((where) =>
      URGENT.has(event.type)
        ? where.lit(true)
        : where('id', 'not in', (daily) => daily.selectFrom('staff_digests').select('account_id')),
    )
    .where((where) =>
      where.or([
        recipients.includes('holder') ? where('institution_id', '=', holder_id) : where.lit(false),
        recipients.includes('target') && event.target_id !== null
          ? where('institution_id', '=', event.target_id)
          : where.lit(false),
        recipients.includes('coordinator')
          ? where.and([where('institution_id', '=', institution_id), where('role', '!=', 'unit_officer')])
          : where.lit(false),
        recipients.includes('approvers')
          ? where.and([
              where('may_approve', '=', true),
              where('institution_id', 'in', (inner) =>
                inner.selectFrom('institutions').select('id').where('institution_id', '=', institution_id),
              ),
            ])
          : where.lit(false),
        recipients.includes('drafter') && typeof event.data.drafted_by === 'number'
          ? where('id', '=', event.data.drafted_by)
          : where.lit(false),
      ]),
    )
    .execute()
  return accounts.map((account) => ({
    report_id: record.report.id,
    event_seq: event.seq,
    recipient_kind: 'staff',
    reporter_id: null,
    account_id: account.id,
    channel: 'email',
    address_sealed: deps.sealer.seal(account.email),
    ...seal(deps, message),
  }))
}

const URGENT: ReadonlySet<string> = new Set(['deadline_missed', 'escalation_offered'])

/** After three days a message is history: what is new stands in the report. A code is good for ten minutes. */
const LIFE_MS = 3 * 86_400_000
const CODE_LIFE_MS = 10 * 60_000

function seal(deps: NotifyDeps, message: Message) {
  const now = deps.clock.now()
  return {
    subject: message.subject,
    body_sealed: deps.sealer.seal(message.body),
    state: 'queued' as const,
    last_error: null,
    created_at: now,
    next_try_at: now,
    expires_at: new Date(now.getTime() + (message.isCode ? CODE_LIFE_MS : LIFE_MS)),
    choices: message.choices.length === 0 ? null : JSON.stringify(message.choices),
    link_sealed: message.link === null ? null : deps.sealer.seal(message.link),
    sent_at: null,
  }
}
