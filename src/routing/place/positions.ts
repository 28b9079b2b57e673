import { iso1A2Code } from '@rapideditor/country-coder'
import { openRegistryFiles } from '../../institutions/index.ts'

export interface Position {
  /** Degrees north, degrees east (WGS 84). */
  readonly latitude: number
  readonly longitude: number
}

/** A place whose kabupaten or kota is known. */
export interface KnownPosition extends Position {
  readonly regencyCode: string
}

export interface PositionIndex {
  /** The kabupaten or kota of a position, with how often such an answer is right; null abroad and far from every place. */
  regencyAt(position: Position): { readonly code: string; readonly confidence: number } | null
}

const COUNTRY = 'ID'
/** Nobody lives farther from the next place or island of the lists; beyond it there is only sea. */
const FARTHEST_KM = 60
const KM_PER_DEGREE = 111.2
/**
 * How often the nearest place's kabupaten or kota is the right one, by how much farther the nearest place of another is
 * (0: as near, 1: infinitely farther). Measured by asking after each place without itself, so a little too modest.
 */
const RIGHT_BY_LEAD = [0.43, 0.5, 0.57, 0.63, 0.72, 0.8, 0.86, 0.91, 0.95, 0.97, 0.98] as const

/** Places and islands of the country, the islands with official coordinates. */
export function readPositions(projectDir: string): KnownPosition[] {
  const files = openRegistryFiles(projectDir)
  const places = files.rows('positions.csv').map((row) => ({
    regencyCode: row.regency_code ?? '',
    latitude: Number(row.latitude),
    longitude: Number(row.longitude),
  }))
  const islands = files.rows('islands.csv').flatMap((row) => {
    const [latitude, longitude] = degreesOf(row.coordinate ?? '')
    // Some islands are still disputed between two of them, or stated without a coordinate.
    return latitude === undefined || longitude === undefined || !row.regency_code
      ? []
      : [{ regencyCode: row.regency_code, latitude, longitude }]
  })
  return [...places, ...islands]
}

/** `03°19'03.44" N 097°07'41.73" E` → [3.3176, 97.1283]. */
function degreesOf(text: string): number[] {
  return [...text.matchAll(/(\d+)°(\d+)'([\d.]+)"? ?([NSEW])/g)].map(
    ([, degrees, minutes, seconds, side = '']) =>
      (Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600) * (/[SW]/.test(side) ? -1 : 1),
  )
}

/** Some twenty thousand places are looked through in a tenth of a millisecond: no index would be faster to keep. */
export function openPositions(known: readonly KnownPosition[]): PositionIndex {
  const latitudes = Float64Array.from(known, ({ latitude }) => latitude)
  const longitudes = Float64Array.from(known, ({ longitude }) => longitude)
  const codes = [...new Set(known.map(({ regencyCode }) => regencyCode))]
  const numbers = new Map(codes.map((code, number) => [code, number]))
  const regencies = Uint16Array.from(known, ({ regencyCode }) => numbers.get(regencyCode) ?? 0)
  return {
    regencyAt({ latitude, longitude }) {
      if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return null
      const narrow = Math.cos((latitude * Math.PI) / 180)
      let [nearest, first] = [-1, Number.POSITIVE_INFINITY]
      let second = Number.POSITIVE_INFINITY
      for (let index = 0; index < latitudes.length; index += 1) {
        const north = (latitudes[index] ?? 0) - latitude
        const east = ((longitudes[index] ?? 0) - longitude) * narrow
        const distance = north * north + east * east
        if (distance >= second) continue
        const regency = regencies[index] ?? 0
        if (distance < first) {
          if (regency !== nearest) second = first
          nearest = regency
          first = distance
        } else if (regency !== nearest) second = distance
      }
      const code = codes[nearest]
      if (code === undefined || Math.sqrt(first) * KM_PER_DEGREE > FARTHEST_KM) return null
      // Borders of countries are near in Batam, on Kalimantan, Timor and Papua.
      if (iso1A2Code([longitude, latitude]) !== COUNTRY) return null
      return { code, confidence: rightBy(1 - Math.sqrt(first / second)) }
    },
  }
}

function rightBy(lead: number): number {
  const at = Math.max(0, Math.min(1, Number.isFinite(lead) ? lead : 1)) * 10
  const below = RIGHT_BY_LEAD[Math.floor(at)] ?? 0
  const above = RIGHT_BY_LEAD[Math.ceil(at)] ?? below
  return below + (above - below) * (at - Math.floor(at))
}
