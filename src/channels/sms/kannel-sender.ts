import type { SmsConfig } from '../../config.ts'
import type { OutboundMessage, SendResult } from '../../notifications/index.ts'
import { deliveryToken } from './delivery-token.ts'
import { gsmSeptets, plainText, smsParts } from './gsm.ts'

type SendSms = NonNullable<SmsConfig['send']>

/** Delivered to the phone, not delivered, rejected by the gateway: what changes what we say of a message. */
const DLR_MASK = 1 + 2 + 16

/** Hand a message to Kannel's sendsms; its answers: docs of Kannel, "SMS push reply codes". */
export function kannelSender(
  { number, secret }: SmsConfig,
  { url, username, password, callbackUrl }: SendSms,
): (message: OutboundMessage, signal: AbortSignal) => Promise<SendResult> {
  return async (message, signal) => {
    const text = plainText(message.text)
    const query = new URLSearchParams({
      username,
      password,
      from: number,
      to: message.to,
      text,
      charset: 'UTF-8',
      coding: gsmSeptets(text) === null ? '2' : '0',
      'dlr-mask': String(DLR_MASK),
      'dlr-url': dlrUrl(callbackUrl, secret, message.idempotencyKey),
    })
    const answer = await fetch(`${url}?${query}`, { signal })
    const said = (await answer.text()).slice(0, 200)
    if (answer.status === 202 || (answer.status === 200 && /^(0|3):/.test(said))) {
      return { outcome: 'accepted', providerId: message.idempotencyKey, parts: smsParts(text) }
    }
    const reason = `Kannel answered ${answer.status}: ${said}`
    // 403 is a wrong user or an address that may not send, 400 a message it never takes; 503 is a box that is away.
    return answer.status === 400 ? { outcome: 'refused', reason } : { outcome: 'retry', reason }
  }
}

/** Kannel calls it with what became of the message (%d). */
function dlrUrl(callbackUrl: string, secret: string | null, key: string): string {
  const query = new URLSearchParams({ id: key, token: deliveryToken(secret ?? '', key) })
  return `${callbackUrl}/channels/sms/kannel/delivery?${query}&status=%d`
}
