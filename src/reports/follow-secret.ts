import { type Sealer, secretsEqual } from '../identity/index.ts'

/** The secret part of a report's follow link; who has it is the reporter. Derived, so that no table holds it. */
export function followSecret(sealer: Sealer, reportId: number): string {
  return sealer.derive('follow link', String(reportId)).subarray(0, 20).toString('base64url')
}

export function followSecretFits(sealer: Sealer, reportId: number, secret: string): boolean {
  return secretsEqual(followSecret(sealer, reportId), secret)
}
