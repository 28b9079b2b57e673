import type { Db } from '../../../db/index.ts'
import { listRegions } from '../../../institutions/index.ts'

/** Name, what it lies in, code: short, as every phone that tells a problem loads it once. */
type OfflineRegion = readonly [name: string, within: string, code: string]

let made: Promise<OfflineRegion[]> | null = null

/** Provinces, kabupaten, kota and kecamatan; of the 83,762 villages a phone keeps those of the places it was used in. */
export function offlineRegions(db: Db): Promise<OfflineRegion[]> {
  // The registry of regions changes with a new version of the program only.
  made ??= listRegions(db).then((areas) =>
    areas.map(({ code, name, full_name }) => [name, full_name.slice(name.length).replace(/^, /, ''), code]),
  )
  return made.catch((error) => {
    made = null
    throw error
  })
}
