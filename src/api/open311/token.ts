import { type Sealer, secretsEqual } from '../../identity/index.ts'

/** A token for a report whose contact is not confirmed yet; no table holds it. */
export function tokenOf(sealer: Sealer, trackingNumber: string): string {
  return `${trackingNumber}-${proof(sealer, trackingNumber)}`
}

/** The tracking number behind a token, or null when it is none of ours. */
export function openToken(sealer: Sealer, token: string): string | null {
  const [number = '', given = ''] = token.split(/-(.*)/s)
  return /^\d{10}$/.test(number) && secretsEqual(proof(sealer, number), given) ? number : null
}

function proof(sealer: Sealer, trackingNumber: string): string {
  return sealer.derive('open311 token', trackingNumber).subarray(0, 16).toString('base64url')
}
