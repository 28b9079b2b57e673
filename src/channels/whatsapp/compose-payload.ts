import { type ChannelLimits, type Choice, cutText, type OutboundMessage } from '../../notifications/index.ts'

/** Limits of the messages API, in UTF-16 units; above a screen nobody reads. */
export const WHATSAPP_LIMITS: ChannelLimits = { max: 4_096, wanted: 1_000, measure: (text) => text.length }
const BUTTONS_TEXT_MAX = 1_024
export const BUTTONS_MAX = 3
export const LIST_MAX = 10
const BUTTON_TITLE_MAX = 20
const ROW_TITLE_MAX = 24
const ROW_DESCRIPTION_MAX = 72
/** The whole template may have 1,024 characters; the rest belongs to its own words. */
const PARAMETER_MAX = 700

export interface WhatsAppTemplate {
  readonly name: string
  readonly language: string
}

/** The body of a message within the 24 hours: text, up to three buttons, or a list. */
export function composePayload(message: OutboundMessage, listButton: string): Record<string, unknown> {
  const asksPlace = message.choices.some(({ asks }) => asks === 'location')
  const choices = message.choices.filter(({ asks }) => asks === undefined).slice(0, LIST_MAX)
  const text = (max = WHATSAPP_LIMITS.max) => cutText(message.text, message.link, WHATSAPP_LIMITS, max)
  // One kind of button each: the place helps more than what can also be written.
  if (asksPlace) {
    return interactive(message, {
      type: 'location_request_message',
      body: { text: text(BUTTONS_TEXT_MAX) },
      action: { name: 'send_location' },
    })
  }
  if (choices.length === 0) {
    return { ...envelope(message), type: 'text', text: { body: text(), preview_url: false } }
  }
  if (fitsButtons(message.text, choices)) {
    return interactive(message, {
      type: 'button',
      body: { text: text(BUTTONS_TEXT_MAX) },
      action: {
        buttons: choices.map(({ value, label }) => ({ type: 'reply', reply: { id: value, title: label } })),
      },
    })
  }
  return interactive(message, {
    type: 'list',
    body: { text: text() },
    action: { button: listButton, sections: [{ rows: choices.map(rowOf) }] },
  })
}

/**
 * The body after the 24 hours: a template that Meta approved, filled with the message ({{1}}) and its link ({{2}}).
 * Parameters may have no line breaks and no wide gaps.
 */
export function composeTemplate(
  message: OutboundMessage,
  template: WhatsAppTemplate,
  baseUrl: string,
): Record<string, unknown> {
  const words = (message.link === null ? message.text : message.text.replace(message.link, ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
  const parameters = [cutText(words, null, WHATSAPP_LIMITS, PARAMETER_MAX), message.link ?? baseUrl]
  return {
    ...envelope(message),
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language },
      components: [{ type: 'body', parameters: parameters.map((text) => ({ type: 'text', text })) }],
    },
  }
}

/**
 * A code outside the 24 hours: Meta lets it through by a template of category *Authentication* alone, whose text is
 * Meta's own and whose button copies the code. It takes the code twice.
 */
export function composeCode(message: OutboundMessage, code: string, template: WhatsAppTemplate) {
  const parameters = [{ type: 'text', text: code }]
  return {
    ...envelope(message),
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language },
      components: [
        { type: 'body', parameters },
        { type: 'button', sub_type: 'url', index: '0', parameters },
      ],
    },
  }
}

function envelope({ to, idempotencyKey, inReplyTo }: OutboundMessage) {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(to.startsWith('+') ? { to: to.slice(1) } : { recipient: to }),
    // Comes back with each status, and tells two sendings of one message.
    biz_opaque_callback_data: idempotencyKey,
    ...(inReplyTo === null ? {} : { context: { message_id: inReplyTo } }),
  }
}

function interactive(message: OutboundMessage, body: Record<string, unknown>) {
  return { ...envelope(message), type: 'interactive', interactive: body }
}

function fitsButtons(text: string, choices: readonly Choice[]): boolean {
  return (
    text.length <= BUTTONS_TEXT_MAX &&
    choices.length <= BUTTONS_MAX &&
    choices.every(({ label }) => label.length <= BUTTON_TITLE_MAX)
  )
}

/** A long label goes on in the line below its title. */
function rowOf({ value, label }: Choice) {
  if (label.length <= ROW_TITLE_MAX) return { id: value, title: label }
  return {
    id: value,
    title: `${label.slice(0, ROW_TITLE_MAX - 1).trimEnd()}…`,
    description: cutText(label, null, WHATSAPP_LIMITS, ROW_DESCRIPTION_MAX),
  }
}
