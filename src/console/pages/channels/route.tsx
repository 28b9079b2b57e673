import type { FastifyRequest } from 'fastify'
import { notFound } from '../../../errors.ts'
import { type RegisterRoutes, sendPage } from '../../../http/index.ts'
import {
  discardInbound,
  discardOutbound,
  readChannelLines,
  readDeadInbound,
  readDeadOutbound,
  readNotificationTable,
  replayInbound,
  replayOutbound,
  saveNotificationTable,
} from '../../../notifications/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { logChange } from '../../log-change.ts'
import { addressOf, queryOf } from '../../query.ts'
import { CHANNEL_PARTS, ChannelsPage, DONE } from './view.tsx'

const PATH = '/petugas/kanal'
const SHOWN = 50

/** `/petugas/kanal`: how the channels do, and what could not be delivered or understood. */
export const channelsRoutes: RegisterRoutes = (app, context) => {
  app.get(PATH, { config: { access: 'national' } }, async (request, reply) => {
    const query = queryOf(request)
    const part = CHANNEL_PARTS.find((name) => name === query('bagian')) ?? 'kesehatan'
    const now = context.clock.now()
    const [frame, lines, outbound, inbound, table] = await Promise.all([
      consoleFrame(context, request, reply),
      readChannelLines(context.db, now),
      part === 'keluar' ? readDeadOutbound(context.db, SHOWN) : [],
      part === 'masuk' ? readDeadInbound(context.db, SHOWN) : [],
      part === 'pesan' ? readNotificationTable(context.db) : [],
    ])
    const done = DONE.find((name) => name === query('ok')) ?? null
    return sendPage(
      reply,
      <ChannelsPage
        frame={frame}
        part={part}
        lines={lines}
        callsPerDay={context.config.channels.x?.callsPerDay ?? null}
        outbound={outbound}
        inbound={inbound}
        table={table}
        done={done}
        simulator={context.config.mode === 'training'}
      />,
    )
  })

  app.post(`${PATH}/pesan`, { config: { access: 'national' } }, async (request, reply) => {
    const change = { area: 'message_table', action: 'messages' } as const
    await logChange(context, request, change, ({ db, clock }) =>
      saveNotificationTable(db, new Set(request.form.getAll('on')), clock.now()),
    )
    return reply.redirect(addressOf(PATH, { bagian: 'pesan', ok: 'pesan' }), 303)
  })

  const act = (
    path: string,
    part: string,
    done: string,
    handle: (id: number, now: Date) => Promise<void>,
  ) => {
    app.post(`${PATH}/${part}/:id/${path}`, { config: { access: 'national' } }, async (request, reply) => {
      await handle(idOf(request), context.clock.now())
      return reply.redirect(addressOf(PATH, { bagian: part, ok: done }), 303)
    })
  }
  act('ulang', 'keluar', 'ulang', (id, now) => replayOutbound(context.db, id, now))
  act('singkirkan', 'keluar', 'singkirkan', (id) => discardOutbound(context.db, id))
  act('ulang', 'masuk', 'ulang', (id, now) => replayInbound(context.db, id, now))
  act('singkirkan', 'masuk', 'singkirkan', (id) => discardInbound(context.db, id))
}

function idOf({ params }: FastifyRequest): number {
  const text = typeof params === 'object' && params !== null && 'id' in params ? String(params.id) : ''
  if (!/^\d{1,15}$/.test(text)) throw notFound()
  return Number(text)
}
