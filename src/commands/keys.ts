import { setTimeout as wait } from 'node:timers/promises'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import {
  addDataKey,
  countSealed,
  loadMasterKey,
  openSealer,
  resealEverything,
  retireOtherKeys,
} from '../identity/index.ts'
import type { Command } from './command.ts'
import { openConfiguredDatabase } from './open-database.ts'

/** How often a running process looks for new keys. */
export const KEY_REFRESH_MS = 10_000
/** Every process has looked several times before the new key is used; one that could not, could not serve either. */
const ANNOUNCED_MS = 6 * KEY_REFRESH_MS

export const keys: Command = {
  summary: 'the data keys that seal personal data',
  usage: [
    'keys list      (which keys there are, and how much each holds)',
    'keys rotate    (a new key, everything sealed anew, the old ones retired; while the service runs)',
  ],
  async run(config, args) {
    const database = await openConfiguredDatabase(config, () => undefined)
    try {
      if (args[0] === 'list') return await list(database.db)
      if (args[0] === 'rotate') return await rotate(config, database.db)
      for (const line of keys.usage ?? []) console.error(line)
      return 2
    } finally {
      await database.close()
    }
  },
}

async function list(db: Db): Promise<number> {
  const counts = await countSealed(db)
  const rows = await db.selectFrom('data_keys').selectAll().orderBy('id').execute()
  for (const { id, created_at, retired_at } of rows) {
    const state = retired_at === null ? 'in use' : `retired ${retired_at.toISOString()}`
    console.log(`${id}\tmade ${created_at.toISOString()}\t${state}\t${counts.get(id) ?? 0} sealed`)
  }
  return 0
}

async function rotate(config: Config, db: Db): Promise<number> {
  const clock = systemClock(config.nowOffsetDays)
  const masterKey = loadMasterKey(config)
  const now = clock.now()
  const activeFrom = new Date(now.getTime() + ANNOUNCED_MS)
  const keyId = await addDataKey(db, masterKey, { now, activeFrom })
  console.log(
    `Key ${keyId} is made; running processes learn of it until it is used in ${ANNOUNCED_MS / 1_000} s.`,
  )
  await wait(ANNOUNCED_MS)
  const sealer = await openSealer(db, masterKey, clock)
  const say = (done: number) => process.stdout.write(`\r${done} sealed anew`)
  let done = await resealEverything(db, sealer, keyId, say)
  // What a process had in hand with the old key is written by now.
  await wait(KEY_REFRESH_MS)
  done += await resealEverything(db, sealer, keyId, say)
  const retired = await retireOtherKeys(db, keyId, clock.now())
  console.log(`\n${done} texts are sealed with key ${keyId}; keys retired: ${retired}.`)
  return 0
}
