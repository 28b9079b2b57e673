/** How many go into one statement, and how many statements run at a time. */
interface BatchLimits {
  readonly size: number
  readonly lanes: number
}

/**
 * Do in one statement what many ask for at the same moment: what arrives while one is under way goes together into the
 * next. Alone, an item is done at once. When a batch fails each of its items is tried by itself, so that one cannot
 * spoil another's.
 */
export function openBatch<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { size, lanes }: BatchLimits,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item
    readonly resolve: (result: Result) => void
    readonly reject: (error: unknown) => void
  }
  const queue: Waiting[] = []
  let running = 0
  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ item }) => item))
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index]
        if (result === undefined) reject(new Error('a batch answered too little'))
        else resolve(result)
      })
    } catch (error) {
      const [only] = batch
      if (only !== undefined && batch.length === 1) only.reject(error)
      else for (const waiting of batch) await settle([waiting])
    }
  }
  const work = async () => {
    running += 1
    try {
      for (let batch = queue.splice(0, size); batch.length > 0; batch = queue.splice(0, size))
        await settle(batch)
    } finally {
      running -= 1
    }
  }
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject })
      // The rest of this turn's requests join the batch before it leaves.
      if (running < lanes) setImmediate(() => (running < lanes ? work() : undefined))
    })
}
