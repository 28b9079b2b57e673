import type { RawMessage, SimulatedMessage } from '../channel.ts'
import type { StoredMail } from './understand-mail.ts'

const BOUNDARY = 'played-in-training'

/** The mail that somebody plays, as it would lie in the mailbox; its sender is taken for proved. */
export function simulateMail({
  externalId,
  address,
  name,
  text,
  button,
  photo,
}: SimulatedMessage): RawMessage {
  const words = Buffer.from(button ?? text).toString('base64')
  const part = (type: string, body: string, more = '') =>
    `--${BOUNDARY}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n${more}\r\n${body}\r\n`
  const source = [
    `Message-ID: <${externalId}@pelatihan>`,
    `From: =?utf-8?B?${Buffer.from(name).toString('base64')}?= <${address}>`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    part('text/plain; charset=utf-8', words) +
      (photo === null
        ? ''
        : part(
            'application/octet-stream',
            photo.bytes.toString('base64'),
            `Content-Disposition: attachment; filename="${photo.name.replaceAll(/[^\w.-]/g, '_')}"\r\n`,
          )) +
      `--${BOUNDARY}--`,
  ].join('\r\n')
  const payload: StoredMail = { source: Buffer.from(source).toString('base64'), isPlayed: true }
  return { channel: 'email', externalId: `<${externalId}@pelatihan>`, payload }
}
