import { systemClock } from '../clock.ts'
import { createSystem, listSystems, makeSystemKey, SYSTEM_SCOPES } from '../identity/index.ts'
import type { Command } from './command.ts'
import { openConfiguredDatabase } from './open-database.ts'

export const systems: Command = {
  summary: 'connected systems: apps and complaint systems that call with keys of their own',
  usage: [
    'systems list',
    'systems add CODE "NAME" INSTITUTION_CODE SCOPE[,SCOPE…] [--vouches-for-contacts]',
    'systems key CODE                                  (prints a new key; older ones end in 7 days)',
    `scopes: ${SYSTEM_SCOPES.join(', ')}`,
  ],
  async run(config, args) {
    const database = await openConfiguredDatabase(config, () => undefined)
    const deps = { db: database.db, clock: systemClock(config.nowOffsetDays) }
    try {
      const flags = args.filter((arg) => arg.startsWith('--'))
      const [action, code, name, institutionCode, scopes] = args.filter((arg) => !arg.startsWith('--'))
      const known = await listSystems(deps.db)
      if (action === 'list') {
        for (const system of known) {
          console.log(
            [
              system.code,
              system.institutionCode,
              system.scopes.join(','),
              system.active ? '' : 'inactive',
            ].join('\t'),
          )
        }
        return 0
      }
      if (action === 'add' && code && name && institutionCode && scopes) {
        const id = await createSystem(deps, {
          code,
          name,
          institutionCode,
          scopes: scopes.split(','),
          vouchesForContacts: flags.includes('--vouches-for-contacts'),
        })
        console.log(await makeSystemKey(deps, id))
        return 0
      }
      const system = known.find((candidate) => candidate.code === code)
      if (action === 'key' && system !== undefined) {
        console.log(await makeSystemKey(deps, system.id))
        return 0
      }
      for (const line of systems.usage ?? []) console.error(line)
      return 2
    } finally {
      await database.close()
    }
  },
}
