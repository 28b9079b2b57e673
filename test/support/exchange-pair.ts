import { saveExchangeLink } from '../../src/exchange/index.ts'
import type { AppContext } from '../../src/http/index.ts'
import { createSystem, makeSystemKey } from '../../src/identity/index.ts'

export interface Side {
  readonly context: AppContext
  /** Where the other one calls it. */
  readonly url: string
  /** The place of the tree that this side handles for both. */
  readonly place: string
}

export interface PairSettings {
  readonly model?: 'semi' | 'full'
  readonly mayAskIdentity?: boolean
  readonly states?: readonly { theirs: string; ours: string }[]
}

/** Connect two installations, each as the other's system; what one handles goes to it from the other. */
export async function connectPair(
  a: Side,
  b: Side,
  settings: PairSettings = {},
): Promise<{ systemOfBAtA: number; systemOfAAtB: number; keyForA: string; keyForB: string }> {
  const systemOfBAtA = await system(a.context, b)
  const systemOfAAtB = await system(b.context, a)
  const keyForB = await makeSystemKey(a.context, systemOfBAtA)
  const keyForA = await makeSystemKey(b.context, systemOfAAtB)
  await link(a.context, systemOfBAtA, b.url, keyForA, settings)
  await link(b.context, systemOfAAtB, a.url, keyForB, settings)
  return { systemOfBAtA, systemOfAAtB, keyForA, keyForB }
}

function system(context: AppContext, other: Side): Promise<number> {
  return createSystem(context, {
    code: `sistem-${other.place}`,
    name: `Sistem ${other.place}`,
    institutionCode: other.place,
    scopes: ['exchange'],
    requestsPerMinute: 60_000,
  })
}

function link(
  context: AppContext,
  systemId: number,
  url: string,
  partnerKey: string,
  settings: PairSettings,
) {
  return saveExchangeLink(context, systemId, {
    model: settings.model ?? 'full',
    url: `${url}/api/v1/exchange/messages`,
    partnerKey,
    mayAskIdentity: settings.mayAskIdentity ?? false,
    takesSecret: false,
    states: settings.states ?? [],
  })
}
