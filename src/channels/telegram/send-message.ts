import { type Api, GrammyError, HttpError, InlineKeyboard, Keyboard } from 'grammy'
import type { ChannelLimits, OutboundMessage, SendResult } from '../../notifications/index.ts'

/** A text message's limit in UTF-16 units (core.telegram.org/bots/api#sendmessage); above a screen nobody reads. */
export const TELEGRAM_LIMITS: ChannelLimits = { max: 4_096, wanted: 1_000, measure: (text) => text.length }
/** What a button may carry back, in bytes. */
const BUTTON_DATA_MAX = 64

/** Send one message with its choices as buttons under it. */
export async function sendMessage(
  api: Api,
  message: OutboundMessage,
  signal: AbortSignal,
): Promise<SendResult> {
  try {
    const sent = await api.sendMessage(
      message.to,
      message.text,
      { link_preview_options: { is_disabled: true }, ...markupOf(message) },
      signal as Parameters<Api['sendMessage']>[3],
    )
    return { outcome: 'accepted', providerId: `${message.to}:${sent.message_id}` }
  } catch (error) {
    return outcomeOf(error)
  }
}

/** What Telegram's refusal means for a message: try again, or never. */
export function outcomeOf(error: unknown): Exclude<SendResult, { outcome: 'accepted' }> {
  if (error instanceof GrammyError) {
    const reason = `${error.error_code} ${error.description}`
    const { retry_after: afterSeconds } = error.parameters
    if (error.error_code === 429) return { outcome: 'retry', reason, afterSeconds }
    // A wrong token is ours to mend; the message must wait for that.
    if (error.error_code >= 500 || error.error_code === 401) return { outcome: 'retry', reason }
    // Stopped the bot, deleted the account, or never opened the chat.
    const isReceiverGone = error.error_code === 403 || /chat not found/i.test(error.description)
    return { outcome: 'refused', reason, isReceiverGone }
  }
  // Without grammY's own word: it may name the address, which holds the token.
  if (error instanceof HttpError) return { outcome: 'retry', reason: 'Telegram could not be reached' }
  throw error
}

/** Buttons under the message; a keyboard where the person is asked to share their number or place. */
function markupOf({ choices }: OutboundMessage) {
  if (choices.some(({ asks }) => asks !== undefined)) {
    const keyboard = new Keyboard()
    for (const { label, asks } of choices) {
      if (asks === 'contact') keyboard.requestContact(label)
      else if (asks === 'location') keyboard.requestLocation(label)
      else keyboard.text(label)
      keyboard.row()
    }
    return { reply_markup: keyboard.oneTime().resized() }
  }
  const fitting = choices.filter(({ value }) => Buffer.byteLength(value) <= BUTTON_DATA_MAX)
  if (fitting.length === 0) return {}
  const buttons = new InlineKeyboard()
  for (const { label, value } of fitting) buttons.text(label, value).row()
  return { reply_markup: buttons }
}
