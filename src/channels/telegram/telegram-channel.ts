import type { FastifyInstance } from 'fastify'
import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { TelegramConfig } from '../../config.ts'
import type { Channel, FetchedAttachment } from '../channel.ts'
import { fetchFile, readInline } from '../fetch-file.ts'
import type { Inbox } from '../inbox.ts'
import { fitsSecret } from '../signature.ts'
import { outcomeOf, sendMessage, TELEGRAM_LIMITS } from './send-message.ts'
import { simulateUpdate } from './simulate-update.ts'
import { understandUpdate } from './understand-update.ts'

/** A Telegram bot, called by webhook; without settings it is off and can only be played. */
export function telegramChannel(config: TelegramConfig | null): Channel {
  const bot =
    config === null
      ? null
      : { config, api: new Api(config.token, { apiRoot: config.apiUrl, timeoutSeconds: 20 }) }
  return {
    channel: 'telegram',
    limits: TELEGRAM_LIMITS,
    buttons: 10,
    listLines: 10,
    send: bot === null ? null : (message, signal) => sendMessage(bot.api, message, signal),
    simulate: simulateUpdate,
    receive: understandUpdate,
    fetchAttachment: async ({ source }, signal) =>
      readInline(source) ?? fetchTelegramFile(bot, source, signal),
    routes: (app, inbox) => {
      if (config !== null) registerRoutes(app, config, inbox)
    },
  }
}

function registerRoutes(app: FastifyInstance, config: TelegramConfig, inbox: Inbox): void {
  const url = '/channels/telegram/webhook'
  const options = { config: { access: 'public', csrf: false, rateLimit: false } } as const
  app.post(url, options, async (request, reply) => {
    if (!fitsSecret(config.webhookSecret, request.headers['x-telegram-bot-api-secret-token'])) {
      await inbox.refuse('telegram')
      return reply.code(401).send({})
    }
    const update = request.body as Partial<Update> | null
    if (typeof update?.update_id !== 'number') return reply.code(400).send({})
    await inbox.take([{ channel: 'telegram', externalId: String(update.update_id), payload: update }])
    const tapped = update.callback_query?.id
    // Said in the answer itself, or the tapped button would go on turning.
    return tapped === undefined ? {} : { method: 'answerCallbackQuery', callback_query_id: tapped }
  })
}

/** Files come in two steps, and the address of the second holds the token: it never leaves this function. */
async function fetchTelegramFile(
  bot: { config: TelegramConfig; api: Api } | null,
  fileId: string,
  signal: AbortSignal,
): Promise<FetchedAttachment> {
  if (bot === null) return { outcome: 'refused', reason: 'Telegram is off' }
  const { config, api } = bot
  try {
    const { file_path: path } = await api.getFile(fileId, signal as Parameters<Api['getFile']>[1])
    if (path === undefined) return { outcome: 'refused', reason: 'Telegram no longer has the file' }
    return await fetchFile(`${config.apiUrl}/file/bot${config.token}/${path}`, { signal })
  } catch (error) {
    return outcomeOf(error)
  }
}
