import type { RawMessage, SimulatedMessage } from '../channel.ts'
import { inlineSource } from '../fetch-file.ts'

/** The update that Telegram would send for what somebody plays. */
export function simulateUpdate(message: SimulatedMessage): RawMessage {
  const { externalId, address, name, text, button, photo, location } = message
  const id = Number(address)
  const from = { id, is_bot: false, first_name: name }
  const chat = { id, type: 'private', first_name: name }
  const head = { message_id: 1, date: 0, chat, from }
  const told =
    button === null
      ? {
          message: {
            ...head,
            ...(photo === null
              ? { text }
              : { caption: text, photo: [{ file_id: inlineSource(photo.bytes) }] }),
            ...(location === null ? {} : { location }),
          },
        }
      : {
          callback_query: {
            id: externalId,
            from,
            chat_instance: '1',
            data: button,
            message: { ...head, text: '' },
          },
        }
  return { channel: 'telegram', externalId, payload: { update_id: 0, ...told } }
}
