import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { ChannelName } from '../../db/index.ts'
import { type PostedForm, pageFrame, type RegisterRoutes, sendPage } from '../../http/index.ts'
import type { RawMessage, SimulatedMessage } from '../channel.ts'
import { openInbox } from '../inbox.ts'
import { processDueInbound } from '../process-due.ts'
import type { ProcessDeps } from '../process-inbound.ts'
import { type Player, readChat } from './read-chat.ts'
import { SimulatorPage } from './view.tsx'

const PATH = '/pelatihan/kanal'

/** Who writes when nobody says otherwise. */
const USUAL: Readonly<Record<ChannelName, string>> = {
  sms: '081200001708',
  whatsapp: '6281200001708',
  telegram: '17080001',
  x: '17080002',
  email: 'pelapor@contoh.id',
}

/** A place that a played device stands at: the middle of the sample's city. */
const HERE = { latitude: -6.8886, longitude: 109.6753 }

/** `/pelatihan/kanal`: anyone plays a reporter on any channel, in training mode. */
export function simulatorRoutes(deps: ProcessDeps): RegisterRoutes {
  const names = deps.channels.all.map(({ channel }) => channel)
  return (app, context) => {
    const inbox = openInbox(deps)
    app.get(PATH, { config: { access: 'public' } }, async (request, reply) => {
      const player = playerOf(names, (name) => queryValue(request, name))
      const page = pageFrame(context, request, reply)
      const channel = deps.channels.of(player.channel)
      const bubbles = await readChat(deps, channel, player)
      const usual = names.map((channel) => ({
        channel,
        href: hrefOf({ channel, address: USUAL[channel], name: player.name }),
      }))
      return sendPage(
        reply,
        <SimulatorPage
          page={page}
          player={player}
          bubbles={bubbles}
          channels={usual}
          hasButtons={channel.buttons > 0}
        />,
      )
    })
    app.post(PATH, { config: { access: 'public' } }, async (request, reply) => {
      const player = playerOf(names, (name) => request.form.get(name))
      const channel = deps.channels.of(player.channel)
      const raw = channel.simulate(messageOf(player, request.form))
      // As their gateways do: Kannel waits for the answer, the others are told that we have it.
      if (player.channel === 'sms') await inbox.answer(raw)
      else {
        await inbox.take([raw])
        await processDueInbound(deps)
        await untilSettled(deps, raw)
      }
      return reply.redirect(`${hrefOf(player)}#tulis`, 303)
    })
  }
}

/** A worker may have come first, and be at it: so that the page that follows shows the answer. */
async function untilSettled({ db }: ProcessDeps, { channel, externalId }: RawMessage): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const waiting = await db
      .selectFrom('inbound_messages')
      .select('id')
      .where('channel', '=', channel)
      .where('external_id', '=', externalId)
      .where('state', '=', 'received')
      .executeTakeFirst()
    if (waiting === undefined) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function messageOf(player: Player, form: PostedForm): SimulatedMessage {
  const button = form.get('button')
  const photo = form.files.find(({ bytes, tooLarge }) => bytes.length > 0 && !tooLarge)
  return {
    externalId: `latihan-${randomUUID()}`,
    address: player.address,
    name: player.name,
    text: form.get('text').slice(0, 4_000),
    button: button === '' ? null : button.slice(0, 200),
    photo: photo === undefined ? null : { name: photo.name, bytes: photo.bytes },
    location: form.get('place') === '' ? null : HERE,
  }
}

function playerOf(names: readonly ChannelName[], get: (name: string) => string): Player {
  const channel = names.find((name) => name === get('kanal')) ?? 'sms'
  const address = get('dari').trim().slice(0, 100)
  const name = get('nama').trim().slice(0, 60)
  return {
    channel,
    address: address === '' ? USUAL[channel] : address,
    name: name === '' ? 'Siti Latihan' : name,
  }
}

function hrefOf({ channel, address, name }: Player): string {
  return `${PATH}?${new URLSearchParams({ kanal: channel, dari: address, nama: name })}`
}

function queryValue({ query }: FastifyRequest, name: string): string {
  const value: unknown =
    typeof query === 'object' && query !== null && Object.hasOwn(query, name) ? Reflect.get(query, name) : ''
  return typeof value === 'string' ? value.replaceAll('\0', '') : ''
}
