import type { RawMessage, SimulatedMessage } from '../channel.ts'
import { inlineSource } from '../fetch-file.ts'
import type { StoredWhatsApp } from './webhook-payload.ts'

/** The message that Meta would deliver for what somebody plays. */
export function simulateMessage(played: SimulatedMessage): RawMessage {
  const { externalId, address, name, text, button, photo, location } = played
  const head = { id: externalId, from: address.replace('+', '') }
  const place = location === null ? {} : { location }
  const payload: StoredWhatsApp = {
    name,
    message:
      button !== null
        ? { ...head, type: 'interactive', interactive: { button_reply: { id: button, title: button } } }
        : photo !== null
          ? { ...head, ...place, type: 'image', image: { id: inlineSource(photo.bytes), caption: text } }
          : { ...head, ...place, type: location === null ? 'text' : 'location', text: { body: text } },
  }
  return { channel: 'whatsapp', externalId, payload }
}
