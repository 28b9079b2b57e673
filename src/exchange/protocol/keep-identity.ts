import type { Sealer } from '../../identity/index.ts'
import type { ExchangeMessage } from './message.ts'

interface Kept {
  readonly payload: string
  /** Name and contact of the reporter, where the message holds them. */
  readonly identity_sealed: Buffer | null
}

/** A message as it may lie in a table: who told it apart from it, and sealed. */
export function splitIdentity(sealer: Sealer, message: ExchangeMessage): Kept {
  const { reporter, ...data } = message.data
  return {
    payload: JSON.stringify({ ...message, data }),
    identity_sealed: reporter === undefined ? null : sealer.seal(JSON.stringify(reporter)),
  }
}

/** The message whole again, the same bytes each time, as they are signed anew with each try. */
export function joinIdentity(sealer: Sealer, { payload, identity_sealed }: Kept): string {
  if (identity_sealed === null) return payload
  const message = JSON.parse(payload)
  return JSON.stringify({
    ...message,
    data: { ...message.data, reporter: JSON.parse(sealer.open(identity_sealed)) },
  })
}
