import { createHash, createHmac } from 'node:crypto'
import {
  type CallWebhook,
  type FakeAnswer,
  type FakeHttp,
  type FakeRequest,
  type ProviderMood,
  startFakeHttp,
  upsets,
} from './fake-http.ts'

export const WHATSAPP_TOKEN = 'EAAJB-uji'
export const WHATSAPP_APP_SECRET = 'rahasia-aplikasi-whatsapp'
export const WHATSAPP_VERIFY_TOKEN = 'kata-periksa-whatsapp'
export const WHATSAPP_PHONE_ID = '106540352242922'

/** A message as it was sent, in Meta's own words. */
export interface WhatsAppMessage {
  readonly id: string
  readonly to: string
  readonly type: string
  readonly text: string
  readonly choices: readonly { id: string; title: string }[]
  readonly template: { name: string; language: string; parameters: readonly string[] } | null
  readonly callbackData: string | null
}

export interface FakeWhatsApp extends FakeHttp {
  readonly sent: WhatsAppMessage[]
  upset(answer: FakeAnswer, times?: number): void
  mood: ProviderMood
  /** 24 hours have gone since this number wrote: only templates pass. */
  closeWindow(number: string): void
  keepMedia(bytes: Buffer, mimeType: string): string
  call: CallWebhook
  /** Deliver a message of a person's, signed. */
  message(
    from: string,
    message: Record<string, unknown>,
    options?: { id?: string; secret?: string },
  ): Promise<{
    statusCode: number
    body: string
  }>
  /** What became of a message we sent: `delivered`, `read`, or `failed` with Meta's error code. */
  status(
    message: WhatsAppMessage,
    status: string,
    errorCode?: number,
  ): Promise<{ statusCode: number; body: string }>
  verify(token: string): Promise<{ statusCode: number; body: string }>
}

/**
 * Meta's WhatsApp Cloud API as documented (developers.facebook.com/documentation/business-messaging/whatsapp):
 * messages with their limits, templates outside the 24-hour window (131047), media in two steps, webhooks signed with
 * the app secret, statuses that carry biz_opaque_callback_data back.
 */
export async function startFakeWhatsApp(call: CallWebhook): Promise<FakeWhatsApp> {
  const sent: WhatsAppMessage[] = []
  const closed = new Set<string>()
  const media = new Map<string, { bytes: Buffer; mimeType: string }>()
  const upset = upsets()
  let inbound = 0

  const server = await startFakeHttp((request: FakeRequest) => {
    if (request.headers.authorization !== `Bearer ${WHATSAPP_TOKEN}`) {
      return graphError(401, 190, 'Invalid OAuth access token - Cannot parse access token')
    }
    if (fake.mood === 'down') return graphError(503, 2, 'Service temporarily unavailable')
    const unusual = upset.take()
    if (unusual !== undefined) return unusual
    const [, first = '', second = '', third] = request.path.split('/')
    if (first === 'unduh') {
      const file = media.get(second)
      return file === undefined
        ? { status: 404, body: {} }
        : { body: file.bytes, headers: { 'content-type': file.mimeType } }
    }
    if (!/^v\d+\.0$/.test(first)) return graphError(404, 2500, 'Unknown path components')
    if (request.method === 'POST' && second === WHATSAPP_PHONE_ID && third === 'messages') {
      return send(JSON.parse(request.body.toString('utf8')))
    }
    const file = media.get(second)
    if (request.method === 'GET' && file !== undefined) {
      return {
        body: {
          messaging_product: 'whatsapp',
          url: `${server.url}/unduh/${second}`,
          mime_type: file.mimeType,
          sha256: createHash('sha256').update(file.bytes).digest('hex'),
          file_size: String(file.bytes.length),
          id: second,
        },
      }
    }
    return graphError(
      400,
      100,
      `Unsupported ${request.method} request. Object with ID '${second}' does not exist`,
    )
  })

  function send(body: Record<string, unknown>): FakeAnswer {
    if (fake.mood === 'refusing') return graphError(400, 131_026, 'Message undeliverable')
    const problem = problemOf(body)
    if (problem !== null) return graphError(400, 100, 'Invalid parameter', problem)
    const to = String(body.to)
    if (closed.has(to) && body.type !== 'template') {
      return graphError(
        400,
        131047,
        'Re-engagement message',
        'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
      )
    }
    const id = `wamid.HBgL${Buffer.from(`${to}.${sent.length}`).toString('base64url')}`
    sent.push(readSent(id, to, body))
    return {
      body: { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to }], messages: [{ id }] },
    }
  }

  const webhook = (value: Record<string, unknown>, secret = WHATSAPP_APP_SECRET) => {
    const payload = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '102290129340398',
          changes: [
            {
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '6221500000', phone_number_id: WHATSAPP_PHONE_ID },
                ...value,
              },
              field: 'messages',
            },
          ],
        },
      ],
    })
    const signature = createHmac('sha256', secret).update(payload).digest('hex')
    return call({
      method: 'POST',
      url: '/channels/whatsapp/webhook',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      payload,
    })
  }

  const fake: FakeWhatsApp = {
    ...server,
    mood: 'well',
    sent,
    call,
    upset: upset.next,
    closeWindow: (number) => closed.add(number),
    keepMedia(bytes, mimeType) {
      const id = String(1_908_647_269_898_587 + media.size)
      media.set(id, { bytes, mimeType })
      return id
    },
    message(from, message, { id, secret } = {}) {
      inbound += 1
      closed.delete(from)
      return webhook(
        {
          contacts: [{ profile: { name: 'Siti Nur Rahma' }, wa_id: from }],
          messages: [
            {
              from,
              id: id ?? `wamid.masuk${inbound}`,
              timestamp: String(1_790_000_000 + inbound),
              ...message,
            },
          ],
        },
        secret,
      )
    },
    status: (message, status, errorCode) =>
      webhook({
        statuses: [
          {
            id: message.id,
            status,
            timestamp: '1790000000',
            recipient_id: message.to,
            ...(message.callbackData === null ? {} : { biz_opaque_callback_data: message.callbackData }),
            ...(errorCode === undefined
              ? {}
              : { errors: [{ code: errorCode, title: 'x', message: 'x', error_data: { details: 'x' } }] }),
          },
        ],
      }),
    verify: (token) =>
      call({
        method: 'GET',
        url: `/channels/whatsapp/webhook?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=1158201444`,
      }),
  }
  return fake
}

/** An error in the shape of the Graph API; Meta asks to act by `code`. */
export function graphError(status: number, code: number, message: string, details = message): FakeAnswer {
  return {
    status,
    body: {
      error: {
        message: `(#${code}) ${message}`,
        type: 'OAuthException',
        code,
        error_data: { messaging_product: 'whatsapp', details },
        fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam',
      },
    },
  }
}

interface Interactive {
  type: string
  body?: { text?: string }
  action?: {
    button?: string
    buttons?: { reply: { id: string; title: string } }[]
    sections?: { rows: { id: string; title: string; description?: string }[] }[]
    name?: string
  }
}

interface Template {
  name: string
  language: { code: string }
  components?: { type: string; parameters: { type: string; text: string }[] }[]
}

/** The documented limits; null when the message keeps them. */
function problemOf(body: Record<string, unknown>): string | null {
  if (body.messaging_product !== 'whatsapp') return 'messaging_product is required'
  if (!/^[1-9]\d{7,14}$/.test(String(body.to))) return 'to must be a phone number'
  if (body.type === 'text') {
    const { body: text = '' } = (body.text ?? {}) as { body?: string }
    return text.length >= 1 && text.length <= 4096 ? null : 'text.body must be 1 to 4096 characters'
  }
  if (body.type === 'template') {
    const { name, language, components = [] } = body.template as Template
    if (!/^[a-z0-9_]{1,512}$/.test(name) || language?.code === undefined) return 'template'
    const texts = components.flatMap(({ parameters }) => parameters.map(({ text }) => text))
    return texts.every((text) => text !== '' && !/[\n\t]| {5}/.test(text)) ? null : 'template parameter text'
  }
  if (body.type === 'interactive') return problemOfInteractive(body.interactive as Interactive)
  return `unknown type ${String(body.type)}`
}

function problemOfInteractive({ type, body, action }: Interactive): string | null {
  const length = body?.text?.length ?? 0
  if (type === 'location_request_message') {
    return length >= 1 && length <= 1024 && action?.name === 'send_location' ? null : 'location request'
  }
  if (type === 'button') {
    const buttons = action?.buttons ?? []
    if (length < 1 || length > 1024) return 'body text must be 1 to 1024 characters'
    if (buttons.length < 1 || buttons.length > 3) return 'buttons must be 1 to 3'
    const ids = new Set(buttons.map(({ reply }) => reply.id))
    const titles = new Set(buttons.map(({ reply }) => reply.title))
    if (ids.size !== buttons.length || titles.size !== buttons.length) return 'buttons must differ'
    const fits = buttons.every(
      ({ reply }) => reply.title.length >= 1 && reply.title.length <= 20 && reply.id.length <= 256,
    )
    return fits ? null : 'button title must be 1 to 20 characters'
  }
  if (type === 'list') {
    const rows = (action?.sections ?? []).flatMap((section) => section.rows)
    if (length < 1 || length > 4096) return 'body text must be 1 to 4096 characters'
    if (rows.length < 1 || rows.length > 10) return 'rows must be 1 to 10'
    if ((action?.button?.length ?? 0) < 1 || (action?.button?.length ?? 0) > 20) return 'action button'
    if (new Set(rows.map(({ id }) => id)).size !== rows.length) return 'rows must differ'
    const fits = rows.every(
      ({ id, title, description = '' }) =>
        id.length <= 200 && title.length >= 1 && title.length <= 24 && description.length <= 72,
    )
    return fits ? null : 'row title must be 1 to 24 characters'
  }
  return `unknown interactive ${type}`
}

function readSent(id: string, to: string, body: Record<string, unknown>): WhatsAppMessage {
  const interactive = body.interactive as Interactive | undefined
  const template = body.template as Template | undefined
  const text = (body.text as { body: string } | undefined)?.body ?? interactive?.body?.text ?? ''
  const buttons = interactive?.action?.buttons?.map(({ reply }) => reply) ?? []
  const rows = interactive?.action?.sections?.flatMap((section) => section.rows) ?? []
  const parameters = template?.components?.flatMap((part) => part.parameters.map((one) => one.text)) ?? []
  return {
    id,
    to,
    type: String(body.type),
    text: template === undefined ? text : parameters.join('\n'),
    choices: [...buttons, ...rows].map(({ id: choice, title }) => ({ id: choice, title })),
    template:
      template === undefined ? null : { name: template.name, language: template.language.code, parameters },
    callbackData: typeof body.biz_opaque_callback_data === 'string' ? body.biz_opaque_callback_data : null,
  }
}
