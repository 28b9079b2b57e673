import type { Mode, SmsConfig } from '../../config.ts'
import { readPhone } from '../../identity/index.ts'
import type { ChannelLimits } from '../../notifications/index.ts'
import type { Channel, InboundMessage, RawMessage } from '../channel.ts'
import { readConcatenation } from './concatenation.ts'
import { smsUnits } from './gsm.ts'
import { rawOfQuery, readKannelQuery } from './kannel-query.ts'
import { kannelRoutes } from './kannel-routes.ts'
import { kannelSender } from './kannel-sender.ts'

/** One SMS where possible; four at most, which Kannel sends as one long message. */
export const SMS_LIMITS: ChannelLimits = { wanted: 160, max: 640, measure: smsUnits }

/** SMS through Kannel: in by its get-url, out by its sendsms. */
export function openSmsChannel(config: { sms: SmsConfig; mode: Mode }): Channel {
  return {
    channel: 'sms',
    limits: SMS_LIMITS,
    buttons: 0,
    listLines: 0,
    send: config.sms.send === null ? null : kannelSender(config.sms, config.sms.send),
    receive: (raw, receivedAt) => receive(raw, receivedAt),
    simulate: ({ externalId, address, text, button }) =>
      rawOfQuery(
        new URLSearchParams({
          from: address,
          to: config.sms.number,
          text: button ?? text,
          id: externalId,
        }).toString(),
      ),
    routes: kannelRoutes(config),
  }
}

function receive(raw: RawMessage, receivedAt: Date): InboundMessage | null {
  const call = readKannelQuery(queryOf(raw.payload))
  const address = readPhone(call.from)
  // Advertising and notices of operators come from words and short numbers; nobody reads an answer there.
  if (address === null) return null
  return {
    channel: 'sms',
    externalId: raw.externalId,
    sender: { kind: 'phone', address, name: null },
    thread: null,
    isPublic: false,
    text: call.text,
    button: null,
    attachments: [],
    location: null,
    receivedAt,
    part: readConcatenation(call.udh) ?? undefined,
  }
}

function queryOf(payload: unknown): string {
  const query = typeof payload === 'object' && payload !== null && 'query' in payload ? payload.query : ''
  return typeof query === 'string' ? query : ''
}
