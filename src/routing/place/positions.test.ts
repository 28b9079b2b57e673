import { expect, test } from 'vitest'
import { PROJECT_DIR } from '../routing.fixture.ts'
import { openPositions, readPositions } from './positions.ts'

const known = readPositions(PROJECT_DIR)
const positions = openPositions(known)
const at = (latitude: number, longitude: number) => positions.regencyAt({ latitude, longitude })

test('a position in the middle of a town is its kabupaten or kota', () => {
  for (const [code, latitude, longitude] of [
    ['33.75', -6.8898, 109.6746],
    ['33.26', -7.0315, 109.581],
    ['32.73', -6.9147, 107.6098],
    ['51.71', -8.65, 115.2167],
    ['91.71', -2.5337, 140.7181],
    ['31.01', -5.7449, 106.6146],
  ] as const) {
    expect(at(latitude, longitude)).toMatchObject({ code })
    expect(at(latitude, longitude)?.confidence).toBeGreaterThan(0.75)
  }
})

test('abroad and on the open sea it is none, however near the border', () => {
  // Batam is home, Singapore twenty kilometres on is not; nor are Kuching, Tawau, Dili, Vanimo, the Java Sea, nowhere.
  expect(at(1.149, 104.025)?.code).toBe('21.71')
  for (const [latitude, longitude] of [
    [1.29, 103.85],
    [1.55, 110.34],
    [4.25, 117.89],
    [-8.556, 125.57],
    [-2.68, 141.3],
    [-5.2, 112.4],
    [Number.NaN, 110],
  ] as const) {
    expect(at(latitude, longitude)).toBeNull()
  }
})

test('the confidence says how often it is right, of places it was not told of', () => {
  const asked = known.filter((_, index) => index % 12 === 5)
  const others = openPositions(known.filter((_, index) => index % 12 !== 5))
  const answers = asked.flatMap((place) => {
    const found = others.regencyAt(place)
    return found === null ? [] : [{ ...found, right: found.code === place.regencyCode }]
  })
  const shareRight = (list: typeof answers) => list.filter(({ right }) => right).length / list.length
  const sure = answers.filter(({ confidence }) => confidence >= 0.9)
  const unsure = answers.filter(({ confidence }) => confidence < 0.7)
  expect(shareRight(sure)).toBeGreaterThan(0.95)
  expect(shareRight(unsure)).toBeGreaterThan(0.4)
  expect(shareRight(unsure)).toBeLessThan(0.85)
})
