import type { Message, Update } from 'grammy/types'
import type { InboundAttachment, InboundMessage, RawMessage } from '../channel.ts'

/**
 * What a person did in the chat with the bot; null for groups, edits and Telegram's own notices.
 * Fields as documented under core.telegram.org/bots/api#update.
 */
export function understandUpdate(raw: RawMessage, receivedAt: Date): InboundMessage | null {
  const update = raw.payload as Update
  const { message, callback_query: tapped } = update
  const chat = message?.chat ?? tapped?.message?.chat
  const person = message?.from ?? tapped?.from
  if (chat?.type !== 'private' || person === undefined || person.is_bot) return null
  const place = message?.venue?.location ?? message?.location
  return {
    channel: 'telegram',
    externalId: raw.externalId,
    sender: {
      kind: 'telegram',
      address: String(chat.id),
      name: [person.first_name, person.last_name].filter(Boolean).join(' ') || null,
    },
    thread: null,
    isPublic: false,
    text: asWords(message?.text ?? message?.caption ?? ''),
    button: tapped?.data ?? null,
    attachments: message === undefined ? [] : attachmentsOf(message),
    location:
      place === undefined
        ? null
        : {
            latitude: place.latitude,
            longitude: place.longitude,
            label:
              message?.venue === undefined
                ? null
                : [message.venue.title, message.venue.address].filter(Boolean).join(', '),
          },
    shared: ownPhone(message),
    receivedAt,
  }
}

/** "/status 1234567890" and "/status@lapor_bot 1234567890" are the words without the slash; /start asks for help. */
function asWords(text: string): string {
  const command = /^\/([a-z0-9_]+)(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text)
  if (command === null) return text
  const [, name = '', rest = ''] = command
  return name.toLowerCase() === 'start' ? 'BANTUAN' : `${name} ${rest}`.trim()
}

/** A card with a number is the person's own only when it carries their own account. */
function ownPhone(message: Message | undefined): InboundMessage['shared'] {
  const card = message?.contact
  if (card === undefined || card.user_id === undefined || card.user_id !== message?.from?.id) return undefined
  return { kind: 'phone', address: `+${card.phone_number.replaceAll(/\D/g, '')}` }
}

function attachmentsOf(message: Message): InboundAttachment[] {
  const photo = message.photo?.at(-1)
  if (photo !== undefined) return [{ name: 'foto.jpg', source: photo.file_id }]
  const file = message.document ?? message.video ?? message.audio
  if (file !== undefined) return [{ name: file.file_name ?? 'lampiran', source: file.file_id }]
  if (message.voice !== undefined) return [{ name: 'suara.ogg', source: message.voice.file_id }]
  return []
}
