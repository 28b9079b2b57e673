import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whether a header is exactly the secret; takes equally long whatever it is. */
export function fitsSecret(secret: string, given: unknown): boolean {
  if (typeof given !== 'string') return false
  const [wanted, got] = [Buffer.from(secret), Buffer.from(given)]
  return wanted.length === got.length && timingSafeEqual(wanted, got)
}

/** Whether a header is `sha256=` and the HMAC of the body as it came over the wire. */
export function fitsSignature(
  body: Buffer,
  { secret, encoding, given }: { secret: string; encoding: 'hex' | 'base64'; given: unknown },
): boolean {
  return fitsSecret(signatureOf(body, { secret, encoding }), given)
}

export function signatureOf(
  body: Buffer | string,
  { secret, encoding }: { secret: string; encoding: 'hex' | 'base64' },
): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest(encoding)}`
}
