import { Type } from 'typebox'
import {
  discardInbound,
  discardOutbound,
  readChannelLines,
  readDeadInbound,
  readDeadOutbound,
  readNotificationTable,
  readOutbox,
  replayInbound,
  replayOutbound,
  saveNotificationTable,
} from '../../../notifications/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { isoDates } from '../present.ts'
import { adminOperations, type Call } from './operations.ts'
import { DONE, Done, Instant, Nullable, OneOf } from './shapes.ts'

const SHOWN = 200
const PER_PAGE = 50
const Count = Type.Integer()
const Name = Type.String({ maxLength: 60 })
const Cell = Type.Object({ event: Name, role: Name, channel: Name })

/** How the channels do, what could not be delivered or understood, and who is told what by which of them. */
export const adminChannels: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'admin: channels')
  read(
    'admin/channels',
    'national',
    {
      summary: 'How each channel does: last message, what waits, what failed, what it costs',
      answer: Type.Object({
        channels: Type.Array(
          Type.Object({
            channel: Type.String(),
            last_in: Nullable(Instant),
            last_out: Nullable(Instant),
            waiting_in: Count,
            waiting_out: Count,
            sent: Count,
            failed: Count,
            dead_in: Count,
            dead_out: Count,
            parts: Type.Integer({ description: 'Paid parts of SMS since midnight (UTC)' }),
            calls: Type.Integer({ description: 'Capped calls of a provider since midnight (UTC)' }),
            cost_micros: Type.Integer({ description: 'Millionths of a US dollar today' }),
            month_micros: Type.Integer({ description: 'The same of 30 days' }),
            signature_failures: Count,
            trouble: Nullable(Type.String()),
            trouble_since: Nullable(Instant),
          }),
        ),
      }),
    },
    async ({ context: { db, clock } }) => {
      const lines = await readChannelLines(db, clock.now())
      return {
        // Sums of 64 bits come as text.
        channels: lines.map((line) => ({
          ...isoDates(line),
          cost_micros: Number(line.cost_micros),
          month_micros: Number(line.month_micros),
        })),
      }
    },
  )
  const Dead = {
    id: Type.Integer(),
    channel: Type.String(),
    last_error: Nullable(Type.String()),
    attempts: Count,
  }
  read(
    'admin/channels/undelivered',
    'national',
    {
      summary: 'Messages that could not be delivered, the newest first',
      answer: Type.Object({
        messages: Type.Array(
          Type.Object({
            ...Dead,
            tracking_number: Nullable(Type.String()),
            subject: Type.String(),
            created_at: Instant,
          }),
        ),
      }),
    },
    async ({ context: { db } }) => ({
      messages: (await readDeadOutbound(db, SHOWN)).map((message) => isoDates(message)),
    }),
  )
  read(
    'admin/channels/unread',
    'national',
    {
      summary: 'Messages that came in and could not be understood by a fault of ours, the newest first',
      answer: Type.Object({ messages: Type.Array(Type.Object({ ...Dead, received_at: Instant })) }),
    },
    async ({ context: { db } }) => ({
      messages: (await readDeadInbound(db, SHOWN)).map((message) => isoDates(message)),
    }),
  )
  const act = (path: string, summary: string, run: (call: Call<unknown>) => Promise<void>) =>
    change(`admin/channels/${path}`, 'national', { summary, answer: Done }, async (call) => {
      await run(call)
      return DONE
    })
  act(
    'undelivered/:id/again',
    'Send a dead letter again, from its first attempt on',
    ({ context: { db, clock }, id }) => replayOutbound(db, id(), clock.now()),
  )
  act('undelivered/:id/discard', 'Set a dead letter aside; it stays readable', ({ context: { db }, id }) =>
    discardOutbound(db, id()),
  )
  act('unread/:id/again', 'Understand a stored message once more', ({ context: { db, clock }, id }) =>
    replayInbound(db, id(), clock.now()),
  )
  act('unread/:id/discard', 'Set a stored message aside; it stays stored', ({ context: { db }, id }) =>
    discardInbound(db, id()),
  )

  read(
    'admin/message-table',
    'national',
    {
      summary: 'Who is told of which event by which channel',
      answer: Type.Object({
        cells: Type.Array(
          Type.Object({
            ...Cell.properties,
            on: Type.Boolean(),
            fixed: Type.Boolean({ description: 'Cannot be switched off' }),
          }),
        ),
      }),
    },
    async ({ context: { db } }) => ({ cells: await readNotificationTable(db) }),
  )
  change(
    'admin/message-table',
    'national',
    {
      summary: 'Keep which cells are on: those that are not named are off, save the fixed ones',
      body: Type.Object({ on: Type.Array(Cell, { maxItems: 1_000 }) }),
      answer: Done,
      log: ({ input }) => ({ area: 'message_table', action: 'messages', data: { on: input.on.map(keyOf) } }),
    },
    async ({ context: { db, clock }, input }) => {
      await saveNotificationTable(db, new Set(input.on.map(keyOf)), clock.now())
      return DONE
    },
  )

  read(
    'admin/messages',
    'staff',
    {
      summary:
        'What was told to whom about the reports one’s place holds, and whether it arrived, newest first',
      description: 'Addresses of reporters are masked; what was said stays sealed outside of training mode.',
      query: Type.Object({
        state: Type.Optional(OneOf(['queued', 'sent', 'kept', 'failed'])),
        cursor: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
      }),
      answer: Type.Object({
        messages: Type.Array(
          Type.Object({
            id: Type.Integer(),
            tracking_number: Nullable(Type.String()),
            recipient_kind: Type.String(),
            channel: Type.String(),
            address: Type.String(),
            subject: Type.String(),
            state: Type.String(),
            attempts: Count,
            last_error: Nullable(Type.String()),
            created_at: Instant,
            sent_at: Nullable(Instant),
          }),
        ),
        next_cursor: Nullable(Type.String()),
      }),
    },
    async ({ context: { db, sealer }, staff, input }) => {
      const rows = await readOutbox({ db, sealer, readable: false }, staff, {
        state: input.state,
        before: input.cursor === undefined ? undefined : Number(input.cursor),
        limit: PER_PAGE + 1,
      })
      const shown = rows.slice(0, PER_PAGE)
      return {
        messages: shown.map((message) => isoDates(message)),
        next_cursor: rows.length > PER_PAGE ? String(shown.at(-1)?.id) : null,
      }
    },
  )
}

function keyOf({ event, role, channel }: { event: string; role: string; channel: string }): string {
  return `${event} ${role} ${channel}`
}
