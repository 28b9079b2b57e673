/** The features a model knows: hash → position, in an open-addressed table of numbers. */
export interface Vocabulary {
  readonly size: number
  /** Hash of each feature by its position. */
  readonly hashes: Uint32Array
  /** How much a feature tells: rare ones more than common ones. */
  readonly rarity: Float32Array
  /** Position of a feature, or null when the model does not know it. */
  positionOf(hash: number): number | null
}

export function makeVocabulary(hashes: Uint32Array, rarity: Float32Array): Vocabulary {
  const slots = 1 << Math.ceil(Math.log2(hashes.length * 2 + 2))
  const mask = slots - 1
  const table = new Int32Array(slots).fill(-1)
  for (let position = 0; position < hashes.length; position += 1) {
    let slot = mixed(hashes[position] ?? 0) & mask
    while (table[slot] !== -1) slot = (slot + 1) & mask
    table[slot] = position
  }
  return {
    size: hashes.length,
    hashes,
    rarity,
    positionOf(hash) {
      let slot = mixed(hash) & mask
      for (let position = table[slot] ?? -1; position !== -1; position = table[slot] ?? -1) {
        if (hashes[position] === hash) return position
        slot = (slot + 1) & mask
      }
      return null
    },
  }
}

function mixed(hash: number): number {
  return (Math.imul(hash ^ (hash >>> 16), 0x7feb352d) >>> 8) | 0
}

/** So many counters are enough for a few million texts; two features on one counter only make both look common. */
const COUNTERS = 1 << 22

/** Count in how many texts each feature stands, then keep those that stand in enough of them. */
export function vocabularyCounter(): {
  addText(hashes: Iterable<number>): void
  finish(options: { atLeast: number; atMost: number }): Vocabulary
} {
  const keys = new Uint32Array(COUNTERS)
  const counts = new Uint32Array(COUNTERS)
  let texts = 0
  const slotOf = (hash: number): number => {
    let slot = mixed(hash) & (COUNTERS - 1)
    for (let probe = 0; probe < 16; probe += 1) {
      if (keys[slot] === hash || keys[slot] === 0) return slot
      slot = (slot + 1) & (COUNTERS - 1)
    }
    return slot
  }
  return {
    addText(hashes) {
      texts += 1
      for (const hash of hashes) {
        const slot = slotOf(hash)
        if (keys[slot] === 0) keys[slot] = hash
        counts[slot] = (counts[slot] ?? 0) + 1
      }
    },
    finish({ atLeast, atMost }) {
      const kept: number[] = []
      for (let slot = 0; slot < COUNTERS; slot += 1) if ((counts[slot] ?? 0) >= atLeast) kept.push(slot)
      kept.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || (keys[a] ?? 0) - (keys[b] ?? 0))
      kept.length = Math.min(kept.length, atMost)
      return makeVocabulary(
        Uint32Array.from(kept, (slot) => keys[slot] ?? 0),
        Float32Array.from(kept, (slot) => Math.log((texts + 1) / ((counts[slot] ?? 0) + 0.5))),
      )
    },
  }
}
