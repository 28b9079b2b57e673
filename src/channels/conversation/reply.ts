import { isMessageKey, type MessageKey, type MessageValues, type Translate } from '../../i18n/index.ts'
import type { ChannelLimits, Choice } from '../../notifications/index.ts'

/** What a message is answered. */
export interface Reply {
  readonly text: string
  /** The address in the text that stays whole when the channel cuts it. */
  readonly link: string | null
  readonly choices: readonly Choice[]
}

/** What of the channel decides how an answer is put. */
export interface ReplyStyle {
  readonly t: Translate
  readonly limits: ChannelLimits
  readonly buttons: number
  readonly listLines: number
  readonly isPublic: boolean
}

/** Variants of a text from the fullest to the tersest, by the end of their keys. */
const VARIANTS = ['', '.short', '.shortest'] as const

/** The fullest variant of a text that the channel takes cheaply; the tersest where none fits. In public, its own. */
export function say(style: ReplyStyle, key: MessageKey, values: MessageValues = {}): string {
  const forPublic = `${key}.public`
  if (style.isPublic && isMessageKey(forPublic)) return style.t(forPublic, values)
  const texts = VARIANTS.map((end) => `${key}${end}`)
    .filter(isMessageKey)
    .map((variant) => tidy(style.t(variant, values)))
  return texts.find((text) => style.limits.measure(text) <= style.limits.wanted) ?? texts.at(-1) ?? ''
}

/** An answer without choices. */
export function plainReply(text: string, link: string | null = null): Reply {
  return { text, link, choices: [] }
}

/** Buttons where the channel has them; elsewhere the words in the text must do. */
export function withOffers(style: ReplyStyle, reply: Reply, choices: readonly Choice[]): Reply {
  const fits = choices.length <= Math.max(style.buttons, style.listLines)
  return fits && !style.isPublic ? { ...reply, choices } : reply
}

/** A question with choices: buttons or a list where the channel has them, else numbered lines to answer by number. */
export function questionReply(style: ReplyStyle, text: string, choices: readonly Choice[]): Reply {
  if (choices.length <= Math.max(style.buttons, style.listLines)) return { text, link: null, choices }
  const lines = choices.map(({ label }, index) => `${index + 1}. ${label}`)
  return plainReply([text, ...lines].join('\n'))
}

/** A value that is not there (no link in public) leaves no hole. */
function tidy(text: string): string {
  return text
    .replaceAll(/[ \t]{2,}/g, ' ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
