import {
  type CallWebhook,
  type FakeAnswer,
  type FakeHttp,
  type FakeRequest,
  type ProviderMood,
  startFakeHttp,
  upsets,
} from './fake-http.ts'

export const TELEGRAM_TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'
export const TELEGRAM_SECRET = 'rahasia_kait_telegram_1708'

export interface TelegramMessage {
  readonly message_id: number
  readonly chat_id: string
  readonly text: string
  /** What can be tapped: inline buttons carry data, keyboard buttons share the phone number or the place. */
  readonly buttons: readonly { text: string; data: string | null; asks: 'contact' | 'location' | null }[]
}

export interface FakeTelegram extends FakeHttp {
  readonly sent: TelegramMessage[]
  readonly answeredCallbacks: string[]
  /** The next Bot API calls are answered so instead. */
  upset(answer: FakeAnswer, times?: number): void
  mood: ProviderMood
  /** A person stopped the bot: sends to them are refused. */
  block(chatId: number): void
  /** A photo a person sends; its bytes are served by getFile. */
  keepFile(bytes: Buffer, path: string): string
  call: CallWebhook
  /** Deliver an update as Telegram does; `again` delivers the very same one. */
  update(update: Record<string, unknown>, secret?: string): Promise<{ statusCode: number; body: string }>
}

/**
 * Telegram's Bot API as documented (core.telegram.org/bots/api): sendMessage with its limits, getFile and the file
 * server, answerCallbackQuery, errors with error_code, 429 with retry_after, webhooks with the secret token.
 */
export async function startFakeTelegram(call: CallWebhook): Promise<FakeTelegram> {
  const sent: TelegramMessage[] = []
  const answeredCallbacks: string[] = []
  const blocked = new Set<string>()
  const files = new Map<string, { path: string; bytes: Buffer }>()
  const upset = upsets()
  let updates = 5_000

  const methods: Record<string, (body: Record<string, unknown>) => FakeAnswer> = {
    getMe: () => ok({ id: 110201543, is_bot: true, first_name: 'LAPOR!', username: 'lapor_uji_bot' }),
    setWebhook: () => ok(true),
    sendMessage(body) {
      const text = String(body.text ?? '')
      if (text === '') return refuse(400, 'Bad Request: message text is empty')
      if (text.length > 4096) return refuse(400, 'Bad Request: message is too long')
      if (blocked.has(String(body.chat_id))) return refuse(403, 'Forbidden: bot was blocked by the user')
      const buttons = buttonsOf(body.reply_markup)
      if (buttons.some(({ data }) => data !== null && (data === '' || Buffer.byteLength(data) > 64))) {
        return refuse(400, 'Bad Request: BUTTON_DATA_INVALID')
      }
      const message = { message_id: 900 + sent.length, chat_id: String(body.chat_id), text, buttons }
      sent.push(message)
      return ok({
        message_id: message.message_id,
        date: 1_790_000_000,
        chat: { id: Number(body.chat_id), type: 'private' },
        text,
      })
    },
    answerCallbackQuery(body) {
      answeredCallbacks.push(String(body.callback_query_id))
      return ok(true)
    },
    getFile(body) {
      const file = files.get(String(body.file_id))
      if (file === undefined) return refuse(400, 'Bad Request: invalid file_id')
      return ok({
        file_id: body.file_id,
        file_unique_id: 'u',
        file_size: file.bytes.length,
        file_path: file.path,
      })
    },
  }

  const server = await startFakeHttp((request: FakeRequest) => {
    const filePrefix = `/file/bot${TELEGRAM_TOKEN}/`
    if (request.path.startsWith(filePrefix)) {
      const file = [...files.values()].find(({ path }) => path === request.path.slice(filePrefix.length))
      return file === undefined
        ? { status: 404, body: { ok: false } }
        : { body: file.bytes, headers: { 'content-type': 'application/octet-stream' } }
    }
    const [, bot, method = ''] = request.path.split('/')
    if (bot !== `bot${TELEGRAM_TOKEN}`) return refuse(401, 'Unauthorized')
    if (fake.mood === 'down') return refuse(502, 'Bad Gateway')
    if (fake.mood === 'refusing' && method === 'sendMessage') {
      return refuse(403, 'Forbidden: bot was blocked by the user')
    }
    const unusual = upset.take()
    if (unusual !== undefined) return unusual
    const handle = methods[method]
    if (handle === undefined) return refuse(404, 'Not Found: method not found')
    return handle(request.body.length === 0 ? {} : JSON.parse(request.body.toString('utf8')))
  })

  const fake: FakeTelegram = {
    ...server,
    mood: 'well',
    sent,
    answeredCallbacks,
    upset: upset.next,
    call,
    block: (chatId) => blocked.add(String(chatId)),
    keepFile(bytes, path) {
      const id = `AgACAgU${files.size}`
      files.set(id, { path, bytes })
      return id
    },
    update(update, secret = TELEGRAM_SECRET) {
      updates += 1
      return call({
        method: 'POST',
        url: '/channels/telegram/webhook',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
        payload: JSON.stringify({ update_id: updates, ...update }),
      })
    },
  }
  return fake
}

function ok(result: unknown): FakeAnswer {
  return { body: { ok: true, result } }
}

function refuse(code: number, description: string): FakeAnswer {
  return { status: code, body: { ok: false, error_code: code, description } }
}

/** The answer to too many requests, as documented under "Making requests". */
export function telegramTooMany(retryAfter: number): FakeAnswer {
  return {
    status: 429,
    body: {
      ok: false,
      error_code: 429,
      description: `Too Many Requests: retry after ${retryAfter}`,
      parameters: { retry_after: retryAfter },
    },
  }
}

interface Markup {
  inline_keyboard?: { text: string; callback_data?: string }[][]
  keyboard?: { text: string; request_contact?: boolean; request_location?: boolean }[][]
}

function buttonsOf(markup: unknown): TelegramMessage['buttons'] {
  const { inline_keyboard = [], keyboard = [] } = (markup ?? {}) as Markup
  return [
    ...inline_keyboard
      .flat()
      .map(({ text, callback_data = null }) => ({ text, data: callback_data, asks: null })),
    ...keyboard.flat().map(({ text, request_contact, request_location }) => ({
      text,
      data: null,
      asks: request_contact ? ('contact' as const) : request_location ? ('location' as const) : null,
    })),
  ]
}
