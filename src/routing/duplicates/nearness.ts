/**
 * How alike two regions are: 1 the same, less where one lies in the other, below 0 where they cannot be one place.
 */
export function areaSimilarity(one: string, other: string): number {
  if (one === other) return one.split('.').length >= 3 ? 1 : 0.5
  const [a, b] = [one.split('.'), other.split('.')]
  let shared = 0
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1
  if (shared === Math.min(a.length, b.length)) return 0.2 + 0.2 * shared
  return shared >= 3 ? -0.35 : shared === 2 ? -0.5 : -1
}

const EARTH_KM = 6371

interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** Kilometres between two points on the ground. */
export function distanceKm(a: Point, b: Point): number {
  const rad = Math.PI / 180
  const x = (b.longitude - a.longitude) * rad * Math.cos(((a.latitude + b.latitude) / 2) * rad)
  const y = (b.latitude - a.latitude) * rad
  return Math.sqrt(x * x + y * y) * EARTH_KM
}
