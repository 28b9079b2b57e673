import { type Sealer, secretsEqual } from '../identity/index.ts'

/** The secret part of a report's follow link; who has it is the reporter. Derived, so that no table holds it. */
export function followSecret(sealer: Sealer, reportId: number): string {
  return sealer.derive('follow link', String(reportId)).subarray(0, 20).toString('base64url')
}

export function followSecretFits(sealer: Sealer, reportId: number, secret: string): boolean {
  return secretsEqual(followSecret(sealer, reportId), secret)
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/**
 * The secret of the short follow link, for messages that are paid by the character: ten letters and digits that
 * nobody confuses when reading them out, 58 bits. With the tracking number's own 30 bits nobody guesses both.
 */
export function shortFollowSecret(sealer: Sealer, reportId: number): string {
  const bytes = sealer.derive('short follow link', String(reportId))
  return Array.from(
    { length: 10 },
    (_, index) => LETTERS[bytes.readUInt16BE(2 * index) % LETTERS.length],
  ).join('')
}

/** The address that shows a reporter their own report, short enough for an SMS. */
export function shortFollowLink(
  { sealer, baseUrl }: { readonly sealer: Sealer; readonly baseUrl: string },
  report: { readonly id: number; readonly tracking_number: string },
): string {
  return `${baseUrl}/k/${report.tracking_number}/${shortFollowSecret(sealer, report.id)}`
}

export function shortFollowSecretFits(sealer: Sealer, reportId: number, secret: string): boolean {
  return secretsEqual(shortFollowSecret(sealer, reportId), secret)
}
