import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface PushedMessage {
  /** What the browser reads, once decrypted. */
  readonly text: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Who sent it, by the signed statement: `aud`, `sub`, `exp`. */
  readonly claims: { readonly aud: string; readonly sub: string; readonly exp: number }
  /** The sender's public key, which signed the statement. */
  readonly signedBy: string
}

/** A push service with one browser: takes pushes by RFC 8030, checks VAPID (RFC 8292) and decrypts (RFC 8291). */
export interface PushDouble extends AsyncDisposable {
  readonly subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  readonly pushed: PushedMessage[]
  /** The status of every answer from now on. */
  answerWith(status: number): void
}

/** @param meanwhile done with each push before it is answered */
export async function openPushDouble(
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<PushDouble> {
  const browser = createECDH('prime256v1')
  const p256dh = browser.generateKeys()
  const auth = randomBytes(16)
  const pushed: PushedMessage[] = []
  let status = 201
  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    await meanwhile()
    if (status < 300) {
      pushed.push({
        text: decrypt(body, { browser, p256dh, auth }),
        headers: request.headers,
        ...checkStatement(request.headers.authorization ?? ''),
      })
    }
    response.writeHead(status).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    subscription: {
      endpoint: `http://127.0.0.1:${port}/push/${randomBytes(12).toString('hex')}`,
      keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },
    },
    pushed,
    answerWith(next) {
      status = next
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

interface BrowserKeys {
  readonly browser: ReturnType<typeof createECDH>
  readonly p256dh: Buffer
  readonly auth: Buffer
}

/** One record of aes128gcm: salt (16), record size (4), length of the sender's key (1), the key, then the text. */
function decrypt(body: Buffer, { browser, p256dh, auth }: BrowserKeys): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const senderKey = body.subarray(21, 21 + keyLength)
  const record = body.subarray(21 + keyLength)
  const derive = (secret: Uint8Array, salted: Uint8Array, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salted, info, length))
  const shared = browser.computeSecret(senderKey)
  const secret = derive(shared, auth, Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, senderKey]), 32)
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  // The last record ends with 2 and zeros.
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

function checkStatement(authorization: string): Pick<PushedMessage, 'claims' | 'signedBy'> {
  const [, token = '', signedBy = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(signedBy, 'base64url')
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const signed = Buffer.from(`${head}.${claims}`)
  const raw = Buffer.from(signature, 'base64url')
  if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, raw))
    throw new Error('not signed by its key')
  return { claims: JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')), signedBy }
}
