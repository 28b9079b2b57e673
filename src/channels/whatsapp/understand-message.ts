import type { InboundAttachment, InboundMessage, RawMessage } from '../channel.ts'
import type { StoredWhatsApp, WhatsAppInbound } from './webhook-payload.ts'

/** What a person wrote or tapped; null for reactions, system notices and kinds without words. */
export function understandMessage(raw: RawMessage, receivedAt: Date): InboundMessage | null {
  const { message, name } = raw.payload as StoredWhatsApp
  const address = addressOf(message)
  const attachments = attachmentsOf(message)
  const button =
    message.interactive?.button_reply?.id ??
    message.interactive?.list_reply?.id ??
    message.button?.payload ??
    null
  const text = (
    message.text?.body ??
    message.image?.caption ??
    message.video?.caption ??
    message.document?.caption ??
    message.button?.text ??
    ''
  ).trim()
  const { location } = message
  if (address === null) return null
  if (text === '' && button === null && attachments.length === 0 && location === undefined) return null
  return {
    channel: 'whatsapp',
    externalId: raw.externalId,
    sender: { kind: 'whatsapp', address, name },
    thread: null,
    isPublic: false,
    text,
    button,
    attachments,
    location:
      location === undefined
        ? null
        : {
            latitude: location.latitude,
            longitude: location.longitude,
            label: [location.name, location.address].filter(Boolean).join(', ') || null,
          },
    receivedAt,
  }
}

/** The phone number in E.164; for people who hide it, the id by which the business knows them. */
export function addressOf({ from, from_user_id }: WhatsAppInbound): string | null {
  return from === undefined ? (from_user_id ?? null) : `+${from}`
}

function attachmentsOf(message: WhatsAppInbound): InboundAttachment[] {
  const media = message.image ?? message.video ?? message.document ?? message.audio
  if (media === undefined) return []
  const ending = /^[a-z]+\/([a-z0-9]+)/.exec(media.mime_type ?? '')?.[1] ?? 'bin'
  return [{ name: media.filename ?? `${message.type}.${ending}`, source: media.id }]
}
