import { type ChannelName, type Db, inTransaction, keptQuery } from '../db/index.ts'
import { RECIPIENTS, type Recipient } from './recipients.ts'

/** One cell of the table event × role × channel. */
export interface NotificationCell {
  readonly event: string
  readonly role: Recipient | 'subscriber'
  readonly channel: ChannelName | 'push'
  readonly on: boolean
  /** Cannot be switched off: without its code nobody could confirm a contact. */
  readonly fixed: boolean
}

export const REPORTER_CHANNELS: readonly (ChannelName | 'push')[] = [
  'sms',
  'whatsapp',
  'telegram',
  'x',
  'email',
  'push',
]

const keyOf = (event: string, role: string, channel: string) => `${event} ${role} ${channel}`

/** Every cell, in the order of a report's life. */
export async function readNotificationTable(db: Db): Promise<NotificationCell[]> {
  const rows = await db.selectFrom('notification_off').select(['event', 'role', 'channel']).execute()
  const off = new Set(rows.map(({ event, role, channel }) => keyOf(event, role, channel)))
  return allCells().map((cell) => ({
    ...cell,
    on: cell.fixed || !off.has(keyOf(cell.event, cell.role, cell.channel)),
  }))
}

/** Keep which cells are on, by their keys "event role channel"; a fixed one stays on. */
export async function saveNotificationTable(db: Db, on: ReadonlySet<string>, now: Date): Promise<void> {
  const off = allCells().filter(
    ({ event, role, channel, fixed }) => !fixed && !on.has(keyOf(event, role, channel)),
  )
  await inTransaction(db, async (tx) => {
    await tx.deleteFrom('notification_off').execute()
    if (off.length > 0) {
      await tx
        .insertInto('notification_off')
        .values(off.map(({ event, role, channel }) => ({ event, role, channel, edited_at: now })))
        .execute()
    }
  })
}

/** What is switched off for an event: "role channel". */
export async function readOff(db: Db, event: string): Promise<ReadonlySet<string>> {
  const rows = await readSwitchedOff(db, { event })
  return new Set(rows.map(({ role, channel }) => `${role} ${channel}`))
}

const readSwitchedOff = keptQuery((db, { event }: { event: string }) =>
  db.selectFrom('notification_off').select(['role', 'channel']).where('event', '=', event),
)

function allCells(): Omit<NotificationCell, 'on'>[] {
  return [...eventCells(), ...FIGURE_CELLS]
}

/** What tells of figures and of no report. */
const FIGURE_CELLS = ['weekly_figures', 'figures_alert'].map((event) => ({
  event,
  role: 'subscriber' as const,
  channel: 'email' as const,
  fixed: false,
}))

function eventCells(): Omit<NotificationCell, 'on'>[] {
  return Object.entries(RECIPIENTS).flatMap(([event, roles]) =>
    roles.flatMap((role) =>
      (role === 'reporter' ? reporterChannels(event) : (['email'] as const)).map((channel) => ({
        event,
        role,
        channel,
        fixed: event === 'submit',
      })),
    ),
  )
}

/** A code goes to the contact that it proves; a browser would prove nothing. */
function reporterChannels(event: string): readonly (ChannelName | 'push')[] {
  return event === 'submit' ? REPORTER_CHANNELS.filter((channel) => channel !== 'push') : REPORTER_CHANNELS
}
