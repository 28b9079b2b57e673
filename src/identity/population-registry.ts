/** What is asked: whether this name belongs to this NIK. Nothing else of a person is sent, and nothing comes back. */
export interface IdentityQuestion {
  readonly nik: string
  readonly name: string
}

/**
 * `match`: one person's. `mismatch`: the NIK exists, the name is another's. `unknown`: there is no such NIK.
 * `unavailable`: no answer now; `afterSeconds` where the registry said when.
 */
export type RegistryAnswer =
  | { readonly outcome: 'match' | 'mismatch' | 'unknown' }
  | { readonly outcome: 'unavailable'; readonly reason: string; readonly afterSeconds?: number }

/** The population registry (Dukcapil), replaceable: whoever runs it, this is all that we need of it. Never throws. */
export interface PopulationRegistry {
  ask(question: IdentityQuestion): Promise<RegistryAnswer>
}

/**
 * The registry of training mode, so that every outcome can be played. The last four digits of the NIK decide:
 * 9001 another name, 9002 unknown, 9003 the registry is down; everything else fits.
 */
export function trainingRegistry(): PopulationRegistry {
  const BY_SERIAL: Readonly<Record<string, RegistryAnswer>> = {
    '9001': { outcome: 'mismatch' },
    '9002': { outcome: 'unknown' },
    '9003': { outcome: 'unavailable', reason: 'training' },
  }
  return { ask: async ({ nik }) => BY_SERIAL[nik.slice(-4)] ?? { outcome: 'match' } }
}
